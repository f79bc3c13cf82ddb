import type { CSSVariablesResolver } from '@mantine/core';

const light = {
  '--paper': '#ffffff', '--desk': '#f7f7f4', '--sunk': '#f4f4f0', '--hover': '#f1f1ed', '--active': '#e6e6e1',
  '--line': '#e6e6e1', '--line-strong': '#d5d5ce', '--line-control': '#85857c',
  '--text': '#191a17', '--text-2': '#56564f', '--text-3': '#686860',
  '--accent': '#2f47b0', '--ok': '#146347', '--bad': '#a82c1a', '--no': '#6b3c8c', '--warn': '#724e06',
  '--accent-tint': '#eef1fd', '--ok-tint': '#e7f4ee', '--bad-tint': '#fdeeeb', '--no-tint': '#f6eefb', '--past': '#fbf1da',
  '--accent-line': '#c3cdf8', '--bad-fill': '#a82c1a', '--bad-fill-hover': '#7d2113', '--on-bad-fill': '#ffffff', '--switch': '#56564f',
  '--chart-ok': '#4e9e7f', '--chart-bad': '#c93c26', '--chart-no': '#8a55ad', '--chart-busy': '#5a73de', '--chart-off': '#85857c',
  '--toast': '#20211e', '--on-toast': '#edede8', '--toast-link': '#b9c6ff', '--shadow': '0 12px 32px rgb(25 26 23 / 16%), 0 2px 6px rgb(25 26 23 / 8%)',
};

const dark: Record<keyof typeof light, string> = {
  '--paper': '#181917', '--desk': '#121311', '--sunk': '#131412', '--hover': '#20211e', '--active': '#262724',
  '--line': '#2b2c29', '--line-strong': '#3a3b37', '--line-control': '#7a7b74',
  '--text': '#edede8', '--text-2': '#b0b0a7', '--text-3': '#96968d',
  '--accent': '#a3b4f6', '--ok': '#74bf9e', '--bad': '#f28d7c', '--no': '#c9a2e0', '--warn': '#e8bd5f',
  '--accent-tint': '#1d2242', '--ok-tint': '#12271f', '--bad-tint': '#35150f', '--no-tint': '#2a1a36', '--past': '#2b2109',
  '--accent-line': '#3b4680', '--bad-fill': '#f28d7c', '--bad-fill-hover': '#f6b8ac', '--on-bad-fill': '#121311', '--switch': '#b0b0a7',
  '--chart-ok': '#2f7d5f', '--chart-bad': '#ef7460', '--chart-no': '#b184cf', '--chart-busy': '#7c92ec', '--chart-off': '#73746d',
  '--toast': '#edede8', '--on-toast': '#191a17', '--toast-link': '#2f47b0', '--shadow': '0 12px 32px rgb(0 0 0 / 60%), 0 2px 6px rgb(0 0 0 / 40%)',
};

/** The tokens of the design as CSS variables, and Mantine's own variables expressed in them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...light, ...mantine },
  dark: { ...dark, ...mantine },
});

const mantine = {
  '--mantine-color-body': 'var(--paper)', '--mantine-color-text': 'var(--text)', '--mantine-color-dimmed': 'var(--text-3)', '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--paper)', '--mantine-color-default-hover': 'var(--hover)', '--mantine-color-default-border': 'var(--line-strong)', '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-placeholder': 'var(--text-3)', '--mantine-color-error': 'var(--bad)', '--mantine-color-disabled-color': 'var(--text-3)', '--mantine-color-disabled': 'var(--sunk)',
};
