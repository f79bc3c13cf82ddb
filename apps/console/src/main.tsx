import './app/no-eval';
import '@mantine/core/styles.css';
import './app/theme/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/problem';
import { createQueryClient } from './api/query-client';
import { createConsoleRouter } from './app/router';
import { theme } from './app/theme/theme';
import { cssVariables } from './app/theme/tokens';
import { Toasts } from './components/toasts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
setNonce(nonce); // the scroll lock of dialogs makes a style element of its own

const client = createQueryClient(() => {
  const { href, pathname } = router.state.location;
  // Pages before sign-in ask who reads them and expect "nobody".
  if (pathname === '/account' || pathname.startsWith('/organizations')) void router.navigate({ to: '/sign-in', search: { next: href } });
});
const router = createConsoleRouter(client);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the console');
// What a page shows instead of itself is an answer of the API that people read there; only bugs belong in the browser's log.
const onCaughtError = (error: unknown) => { if (!(error instanceof ApiError)) console.error(error); };
createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
