import {
  Button,
  Checkbox,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  Menu,
  Modal,
  Popover,
  Radio,
  Switch,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';
import classes from './controls.module.css';
import { dark, ink, lapis, ochre, plum, verdigris, vermilion } from './ramps';

/** Filled buttons follow the scheme by tokens: Mantine's own contrast choice looks at the light shade only. */
const variantColors: VariantColorsResolver = (input) => {
  const base = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return base;
  if (!input.color || input.color === 'ink')
    return { ...base, background: 'var(--text)', hover: 'var(--text-2)', color: 'var(--paper)' };
  if (input.color === 'vermilion')
    return { ...base, background: 'var(--bad-fill)', hover: 'var(--bad-fill-hover)', color: 'var(--on-bad-fill)' };
  return base;
};

/** The theme of the console: colours, type, space and radius of the design page; tokens are in `tokens.ts`. */
export const theme = createTheme({
  colors: { ink, gray: ink, dark, lapis, verdigris, vermilion, ochre, plum },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 0 },
  variantColorResolver: variantColors,
  focusClassName: 'focusable',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      classNames: { root: classes.button, label: classes.buttonLabel, section: classes.buttonSection },
    }),
    Input: Input.extend({ classNames: { input: classes.input } }),
    InputWrapper: Input.Wrapper.extend({
      classNames: { label: classes.label, description: classes.description, error: classes.error },
    }),
    Switch: Switch.extend({
      defaultProps: { withThumbIndicator: false, size: 'xs' },
      classNames: { input: classes.switch, track: classes.track, thumb: classes.thumb },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', iconColor: 'var(--paper)' } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs', iconColor: 'var(--paper)' } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      classNames: {
        content: classes.modal,
        title: classes.modalTitle,
        header: classes.modalHeader,
        body: classes.modalBody,
      },
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: { duration: 80 }, position: 'bottom-start' },
      classNames: { dropdown: classes.dropdown, item: classes.item },
    }),
    Popover: Popover.extend({
      defaultProps: { transitionProps: { duration: 80 } },
      classNames: { dropdown: classes.dropdown },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { transitionProps: { duration: 80 }, events: { hover: true, focus: true, touch: true } },
      classNames: { tooltip: classes.tooltip },
    }),
  },
});
