/** Where Debian's Chromium is. */
export const CHROMIUM = '/usr/bin/chromium'
