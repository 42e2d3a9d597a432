/**
 * The console's colours. Text that explains, small text and coloured text are
 * read as well: each keeps 4.5 : 1 against its ground, which the library's own
 * colours miss.
 */
import { type ThemeConfig, theme } from 'antd'

/** Text in coloured tags; the library knows each shade by two names. */
const tagTexts = Object.fromEntries(
  Object.entries({ green: '#1f6b05', gold: '#7a4600', orange: '#8f4100', red: '#a8071a', blue: '#003eb3' }).flatMap(
    ([name, shade]) => [
      [`${name}7`, shade],
      [`${name}-7`, shade],
    ],
  ),
)

const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    colorPrimary: '#1f5f99',
    colorLink: '#1f5f99',
    colorInfo: '#1f5f99',
    colorSuccess: '#2e7d32',
    colorWarning: '#9a5b00',
    colorError: '#c62828',
    // The palette made of a dark seed has grey grounds; these keep the hue.
    colorPrimaryBg: '#e3eef8',
    colorInfoBg: '#e9f2fb',
    colorSuccessBg: '#edf7ee',
    colorWarningBg: '#fff6e5',
    colorErrorBg: '#fdeeee',
    colorTextTertiary: 'rgb(0 0 0 / 0.6)',
    colorTextDescription: 'rgb(0 0 0 / 0.62)',
    colorTextDisabled: 'rgb(0 0 0 / 0.56)',
    colorTextPlaceholder: 'rgb(0 0 0 / 0.57)',
    ...tagTexts,
  },
  components: {
    Menu: { itemSelectedBg: '#e3eef8', itemSelectedColor: '#164a7b' },
    Table: { rowSelectedBg: '#e6effa', rowSelectedHoverBg: '#dbe8f7' },
  },
}

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    colorPrimary: '#66a8e8',
    colorLink: '#7db8ee',
    colorInfo: '#66a8e8',
    colorError: '#ff8a8e',
    colorTextTertiary: 'rgb(255 255 255 / 0.62)',
    colorTextDescription: 'rgb(255 255 255 / 0.68)',
    colorTextDisabled: 'rgb(255 255 255 / 0.56)',
    colorTextPlaceholder: 'rgb(255 255 255 / 0.6)',
  },
  components: {
    Layout: { siderBg: '#141414', triggerBg: '#1f1f1f' },
    Menu: { itemSelectedBg: '#1b3550', itemSelectedColor: '#a8d0f5' },
    Table: { rowSelectedBg: '#16283b', rowSelectedHoverBg: '#1b3550' },
    Button: { primaryColor: '#0b1c2c', dangerColor: '#2a0a0b' },
  },
}

/**
 * The theme of a look; who asked the system for less movement gets none. Rules
 * come from the library's own style sheet, which `main.tsx` loads: made in the
 * browser they were a quarter of the first page's time. Only variables are made
 * there, by which a look differs from another.
 */
export function themeOf(isDark: boolean, still: boolean): ThemeConfig {
  const chosen = isDark ? dark : light
  const token = { ...chosen.token, borderRadius: 6, fontFamily: 'inherit', motion: !still }
  return { ...chosen, token, zeroRuntime: true, hashed: false }
}
