/**
 * The page's policy takes a style element only with the nonce of this reply.
 * antd hands one to most of the styles it writes, but not to those it measures
 * scroll bars by; so every style element that the page's own scripts make
 * carries it. No other script can run here.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''
const create = document.createElement.bind(document)

document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = create(name, options)
  if (element instanceof HTMLStyleElement) element.nonce = nonce
  return element
}) as typeof document.createElement
