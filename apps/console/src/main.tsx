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
import { reader } from './api/reader';
import { accessEnded } from './app/access-ended';
import { forgetHere } from './app/forget-here';
import { createConsoleRouter } from './app/router';
import { theme } from './app/theme/theme';
import { cssVariables } from './app/theme/tokens';
import { Toasts } from './components/toasts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
setNonce(nonce); // the scroll lock of dialogs makes a style element of its own

const client = createQueryClient((error, key) => void accessEnded(error, { client, router }, key));
const router = createConsoleRouter(client);

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the console');
// What a page shows instead of itself is an answer of the API that people read there; only bugs belong in the browser's
// log.
const onCaughtError = (error: unknown) => {
  if (!(error instanceof ApiError)) console.error(error);
};
const root = createRoot(place, { onCaughtError });
root.render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

// Another tab signed in somebody else, or out: nothing of the former person stays, on the screen or in memory.
reader.tell({
  newcomer: forgetHere,
  another: () => {
    root.unmount();
    window.location.replace('/');
  },
});
window.addEventListener('storage', () => {
  reader.look();
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) reader.look();
});
window.addEventListener('pageshow', () => {
  reader.look();
});
