import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The blue of the mark, from the lightest to the darkest. */
const mark: MantineColorsTuple = [
  '#eef4ff',
  '#dae6fd',
  '#b4cbf8',
  '#8bb0f5',
  '#6897f0',
  '#4a81e8',
  '#2f6cdc',
  '#1f5fd0',
  '#1950b2',
  '#123f8f',
];

/** Grounds, lines and texts of controls in the dark, of the same hue as the page around them. */
const dark: MantineColorsTuple = [
  '#dbe3ee',
  '#b9c4d3',
  '#97a4b6',
  '#8592a5',
  '#445264',
  '#364353',
  '#222c39',
  '#1b232e',
  '#171e28',
  '#0f141b',
];

/** The grounds and texts of notices by their colours: ours can be read in both schemes. */
const notices: Readonly<Record<string, string>> = { yellow: 'warn', red: 'bad', green: 'good', gray: 'idle' };

function noticeColours(_theme: unknown, { color }: { readonly color?: string }) {
  const tone = notices[color ?? ''] ?? 'busy';
  return { root: { '--alert-bg': `var(--${tone}-back)`, '--alert-color': `var(--${tone})` } };
}

export const theme = createTheme({
  primaryColor: 'mark',
  // White can be read on both.
  primaryShade: { light: 7, dark: 6 },
  colors: { mark, dark },
  autoContrast: true,
  // Where black on a colour begins to be the better to read than white.
  luminanceThreshold: 0.18,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontWeight: '650' },
  components: {
    Alert: { vars: noticeColours },
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, events: { hover: true, focus: true, touch: true } } },
  },
});
