import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin';

/** A ring that is seen on every background, for people who use the keyboard. */
const focus = (colour: string) => ({
  MuiCssBaseline: {
    styleOverrides: {
      ':focus-visible': { outline: `3px solid ${colour}`, outlineOffset: 2 },
      '@media (prefers-reduced-motion: reduce)': {
        '*': { animation: 'none !important', transition: 'none !important' },
      },
    },
  },
  MuiButtonBase: {
    styleOverrides: { root: { '&.Mui-focusVisible': { outline: `3px solid ${colour}`, outlineOffset: -3 } } },
  },
  // Its own colours are those of text on the primary colour, on the page's background: nobody could read them.
  RaSkipNavigationButton: {
    styleOverrides: { root: { '&, &:hover, &.Mui-focusVisible': { backgroundColor: colour } } },
  },
});

interface Labelled {
  'aria-label'?: string;
}

/** What screen readers meet. react-admin names the boxes that select rows on the element around them. */
const spoken = {
  MuiCheckbox: {
    defaultProps: {
      slotProps: {
        input: (box: object) => ({ 'aria-label': (box as Labelled)['aria-label'] }),
        root: () => ({ 'aria-label': undefined }),
      },
    },
  },
  // Its buttons could be reached with the keyboard while nothing is selected and nobody sees them.
  RaBulkActionsToolbar: {
    styleOverrides: { root: { '& .RaBulkActionsToolbar-collapsed': { visibility: 'hidden' } } },
  },
  // A turning ring has nothing to say: where waiting matters, words beside it tell of it.
  MuiCircularProgress: { defaultProps: { 'aria-hidden': true } },
};

const widths = {
  // Wide enough for the names that are chosen in filters.
  RaFilterForm: { styleOverrides: { root: { '& .MuiAutocomplete-root': { minWidth: 240 } } } },
  // A name without blanks is broken, and a table that is too wide scrolls by itself: never the whole page.
  RaSimpleList: { styleOverrides: { root: { overflowWrap: 'anywhere' } } },
  // On a phone they are one below the other anyway.
  RaListToolbar: {
    styleOverrides: { root: { '@media (min-width: 600px) and (max-width: 1199px)': { flexWrap: 'wrap' } } },
  },
  RaTopToolbar: {
    styleOverrides: { root: { '@media (min-width: 600px) and (max-width: 899px)': { flexWrap: 'wrap' } } },
  },
  RaList: { styleOverrides: { root: { '& .RaList-main, & .RaList-content': { minWidth: 0 } } } },
  RaDataTable: {
    styleOverrides: {
      root: {
        '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
        '& td': { maxWidth: 320, overflowWrap: 'break-word' },
      },
    },
  },
};

/** Colours with a contrast of 4.5 to 1 or more on their backgrounds. */
export const lightTheme: RaThemeOptions = {
  ...defaultLightTheme,
  palette: {
    mode: 'light',
    primary: { main: '#1d4f91' },
    secondary: { main: '#1d4f91', contrastText: '#fff' },
    success: { main: '#1b6e2d' },
    warning: { main: '#8a4b00' },
    error: { main: '#b3261e' },
    background: { default: '#f7f8fa' },
  },
  components: { ...defaultLightTheme.components, ...spoken, ...widths, ...focus('#1d4f91') },
};

export const darkTheme: RaThemeOptions = {
  ...defaultDarkTheme,
  palette: {
    mode: 'dark',
    primary: { main: '#9cc3ff' },
    secondary: { main: '#9cc3ff' },
    success: { main: '#7fd18f' },
    warning: { main: '#ffb95c' },
    error: { main: '#ff9d94' },
    background: { default: '#14171c', paper: '#1d2128' },
  },
  components: { ...defaultDarkTheme.components, ...spoken, ...widths, ...focus('#9cc3ff') },
};
