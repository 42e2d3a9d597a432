/** The console in English over content in English: whatever Chinese a page still shows was not translated. */
import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../../core/accounts/rights.ts'
import { strictRules } from '../../core/coverage/rules.ts'
import { addAccount, grantRole } from '../../server/accounts/manage.ts'
import { createBank } from '../../server/banks/create.ts'
import { bankStore } from '../../server/banks/store.ts'
import { putInForce } from '../../server/banks/tables.ts'
import { requestOpening } from '../../server/custody/ceremony.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { registerOutside } from '../../server/custody/outside.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { declareRelation } from '../../server/relations/declare.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { planSitting } from '../../server/sittings/plan.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { addDrafts, theoryItem } from '../support/banks.ts'
import { hasBrowser, openConsole } from '../support/browser.ts'
import { PASSWORD } from '../support/signed-in.ts'

const HOUR = 3_600_000
const browser = hasBrowser()
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
let ids: { item: string; own: string; set: string; opening: string; sitting: string }
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  const { deps, by, clock } = program
  const fields = {
    occupationCode: '6-31-01-03',
    occupation: 'Electrician',
    trade: null,
    level: 3,
    standard: 'Standard',
  }
  await createBank(deps.db, fields, by('admin'))
  for (const [edition, name] of [
    ['2018', 'Circuits'],
    ['2025', 'Electric circuits'],
  ] as const) {
    const scopes = [{ code: 'A', name, weight: 100 }]
    const table = {
      kind: 'theory' as const,
      edition,
      scopes,
      points: [{ code: 'A-001', name: 'Ohm', importance: 'X' as const }],
    }
    const base = (await bankStore(deps.db.read).table(BANK, 'theory'))?.id ?? null
    await putInForce(deps.db, BANK, table, by('admin'), base)
  }
  const contents = ['A conductor conducts.', 'Copper conducts.'].map((stem) => theoryItem({ stem, point: 'A-001' }))
  const items = await addDrafts(deps.db, BANK, contents, by('ada'))
  await declareRelation(deps.db, BANK, { sort: 'enemies', items }, { ...by('ben'), why: 'hints' })
  for (const name of ['ann', 'bob', 'cyd'])
    await addCustodian(deps.db, BANK, name, `passphrase of ${name}`, by('admin'))
  const file = { name: 'paper.pdf', bytes: Buffer.from('%PDF-1.7\n') }
  const papers = [{ files: [file], keyFiles: [file], items: [] }]
  const set = await registerOutside(deps, BANK, { kind: 'theory', title: 'Old', source: 'Archive', papers }, by('ada'))
  await approveSet(deps.db, BANK, set.id, by('head'))
  await sealSet(deps, BANK, set.id, {}, by('head'))
  const wanted = { set: set.id, object: 'paper' as const, paper: 1, reason: 'The exam' }
  const opening = await requestOpening(deps, BANK, wanted, by('officer'))
  const [own] = await addDrafts(deps.db, BANK, [theoryItem({ stem: 'Iron rusts.', point: 'A-001' })], by('the writer'))
  const times = { starts: clock.now + HOUR, ends: clock.now + 2 * HOUR }
  const rooms = [{ room: 'Room 1', candidates: 30 }]
  const people = [{ person: 'Ann', part: 'officer' as const }]
  const plan = { ...times, name: 'November', place: 'Workshop', rooms, people }
  const sitting = await planSitting(deps.db, BANK, plan, by('officer'))
  ids = { item: items[0]!, own: own!, set: set.id, opening: opening.id, sitting: sitting.id }
  shown = await openConsole(program)
})

/** What is Chinese on the page but for the button that says so: texts, and what a screen reader or a hint says. */
const chineseOn = (page: Page) =>
  page.evaluate(() => {
    const han = /\p{Script=Han}/u
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement
      if (element?.closest('[lang^=zh], script, style')) continue
      const said =
        node instanceof Element
          ? ['aria-label', 'title', 'placeholder', 'alt'].map((name) => node.getAttribute(name))
          : [node.textContent]
      for (const text of said) if (text && han.test(text)) found.push(text)
    }
    return found
  })

const b = `/banks/${BANK}`
const tabs = (path: string, ...names: string[]) => names.map((name) => `${path}?tab=${name}`)
const pagesOf = (): [Role, string[]][] => [
  [
    'writer',
    [
      `${b}/items/${ids.own}/edit`,
      '/',
      `${b}/items`,
      ...['theory', 'practical', 'defense'].map((kind) => `${b}/items/new?kind=${kind}`),
    ],
  ],
  [
    'reviewer',
    [
      '/',
      `${b}/items/review`,
      ...tabs(`${b}/items/${ids.item}`, 'comments', 'history', 'uses'),
      `${b}/relations?state=all`,
      '/me',
      '/about',
    ],
  ],
  [
    'officer',
    [
      '/',
      `${b}/items`,
      ...tabs(`${b}/table`, 'tree', 'changes', 'remap'),
      `${b}/table?tab=remap&remap=new`,
      `${b}/imports`,
      `${b}/blueprints`,
      `${b}/blueprints?edit=new&kind=theory`,
      `${b}/blueprints?edit=new&kind=practical`,
      `${b}/blueprints?edit=new&kind=defense`,
      `${b}/sets`,
      `${b}/sets/${ids.set}`,
      ...tabs(`${b}/custody`, 'register', 'seal', 'custodians', 'destructions'),
      `${b}/openings`,
      `${b}/openings/${ids.opening}`,
      ...tabs(`${b}/sittings`, 'sittings', 'consultations'),
      `${b}/sittings/${ids.sitting}`,
      `${b}/sittings/${ids.sitting}/archive`,
      `${b}/settings`,
    ],
  ],
  [
    'supervisor',
    [
      '/',
      ...tabs(`${b}/coverage`, 'rules', 'map', 'points', 'counts', 'yield', 'statements'),
      '/overview',
      ...tabs('/log', 'entries', 'unusual', 'verify', 'rules'),
    ],
  ],
  ['administrator', ['/', '/accounts', '/settings']],
]

test.skipIf(!browser)('no page shows Chinese to who reads English, but for what people wrote', async () => {
  const left: string[] = []
  for (const [role, all] of pagesOf()) {
    // A sample; the long run walks through each.
    const addresses = all.filter((_, at) => process.env['JUANKU_LONG'] || at % 5 === 0)
    const page = await shown.as(`the ${role}`, [{ role, scope: role === 'administrator' ? '*' : '6-31-01-03' }])
    await page.getByRole('button', { name: 'English' }).click()
    for (const address of addresses) {
      await page.goto(shown.origin + address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      // An opening goes on listening for what others do.
      if (address.includes('/openings/')) await page.locator('.ant-card').first().waitFor()
      else await page.waitForLoadState('networkidle')
      // A document is called what it is called.
      const chinese = (await chineseOn(page)).filter((text) => !text.includes(strictRules.document))
      left.push(...chinese.map((text) => `${role} ${address}: ${text}`))
    }
  }
  expect([...new Set(left)]).toEqual([])
})

test.skipIf(!browser)('the way in and the first steps are in English too', async () => {
  const { deps, by } = program
  const { password } = await addAccount(deps, { name: 'Newcomer' }, by('admin'))
  await grantRole(deps, 'Newcomer', { role: 'officer', scope: '6-31-01-03' }, by('admin'))
  const page = await shown.newPage()
  const left: string[] = []
  const look = async () => left.push(...(await chineseOn(page)))
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await look()
  await page.getByLabel('Name').fill('Newcomer')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('New password').fill(PASSWORD)
  await look()
  await page.getByLabel('Once more').fill(PASSWORD)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Show the code to scan' }).click()
  const secret = await page.locator('code').innerText()
  await look()
  const code = generateSync({ secret, epoch: Math.floor(program.clock.now / 1000) })
  await page.getByLabel('6 digits from the authenticator').fill(code)
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByRole('button', { name: 'Kept; go on' }).waitFor()
  await look()
  expect(left).toEqual([])
})
