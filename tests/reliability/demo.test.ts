import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { juanku, PROGRAM, testWith } from '../support/command.ts'
import { testFolder } from '../support/database.ts'

const dir = join(testFolder(), 'demo')
let printed = ''
let child: ChildProcess
let ended: Promise<unknown[]>
beforeAll(async () => {
  child = spawn(process.execPath, [PROGRAM, 'demo', '--dir', dir, '--serve', '--port', '0'], {
    env: { ...process.env, JUANKU_LANG: 'en' },
  })
  ended = once(child, 'close')
  await new Promise<void>((resolve, reject) => {
    child.on('close', () => reject(new Error(`The demo ended: ${printed}`)))
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (data) => {
        printed += data
        if (/^Console: /m.test(printed)) resolve()
      })
  })
})
afterAll(() => child.kill('SIGKILL'))

test('the demo does the whole job and says so', () => {
  for (const line of [
    /6-31-01-03\.3 {2}imported and approved: 15\d\d theory items, 17 practical tasks/,
    /Foreign sheet: 40 drafts \(40 without a point\), 0 refused/,
    /6-31-01-03\.3 {2}theory: 10 papers/,
    /6-31-01-03\.2 {2}practical: 10 papers/,
    /Most items two theory papers share: 0; rules broken: 0/,
    /Mean difficulty per paper: (\d\.\d\d ){9}\d\.\d\d/,
    /Level 2 is short: Write \d+ items in all; one fewer is not enough \(proven\)/,
    /two custodians opened paper 1, identical bytes: yes; one alone: refused/,
  ])
    expect(printed).toMatch(line)
})

test('it leaves ten theory papers with their keys, sealed files, certificate, anchor and coverage', () => {
  const names = (folder: string, like: RegExp) => readdirSync(join(dir, folder)).filter((name) => like.test(name))
  expect(names('papers', /3-T01-\d\d\.paper\.pdf$/)).toHaveLength(10)
  expect(names('answers', /3-T01-\d\d\.key\.pdf$/)).toHaveLength(10)
  expect(names('papers', /P01-\d\d\.tasks\.pdf$/)).toHaveLength(20)
  expect(names('data/sealed', /\.body$/)).toHaveLength(66)
  expect(names('data/sealed', /\.envelope$/)).toHaveLength(66)
  expect(names('data/drafts', /./)).toEqual([])
  expect(existsSync(join(dir, 'seal-certificate.pdf'))).toBe(true)
  expect(JSON.parse(readFileSync(join(dir, 'log-anchor.json'), 'utf8'))).toMatchObject({ format: 'juanku-anchor/1' })
  expect(JSON.parse(readFileSync(join(dir, 'coverage', '6-31-01-03.3.json'), 'utf8'))).toMatchObject({ met: true })
  expect(JSON.parse(readFileSync(join(dir, 'coverage', '6-31-01-03.2.json'), 'utf8'))).toMatchObject({ met: false })
  for (const bank of ['6-31-01-03.3', '6-31-01-03.2'])
    expect(readdirSync(join(dir, 'coverage', bank)).toSorted()).toEqual(['filing.json', 'filing.pdf', 'filing.xlsx'])
})

test('with --serve it ends with the console and accounts to sign in with, and stops in order', async () => {
  const [, address] = /^Console: (http:\/\/127\.0\.0\.1:\d+) \(this machine only\)$/m.exec(printed)!
  const signIn = async (name: string) => {
    const [, password, code] = new RegExp(`^${name} \\(.*\\) {2}password (\\S+) {2}code (\\S+)$`, 'm').exec(printed)!
    const reply = await fetch(`${address}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address! },
      body: JSON.stringify({ name, password, ...(code !== 'none' && { code }) }),
    })
    return [reply.status, await reply.json()]
  }
  expect(await signIn('命题员')).toEqual([200, expect.objectContaining({ name: '命题员', pending: null })])
  expect(await signIn('质量督导员')).toEqual([200, expect.objectContaining({ name: '质量督导员', pending: null })])
  // The service's own log does not push the codes off the terminal.
  expect(printed).not.toContain('"level"')
  expect(readFileSync(join(dir, 'service.log'), 'utf8')).toContain('"route":"/api/sign-in"')
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
})

test('the sealed files verify offline, the log against its anchor', async () => {
  const folder = join(dir, 'data/sealed')
  const like = (part: string) => new RegExp(`3-T01-01\\.paper\\.[0-9a-f]+\\.${part}$`)
  const sealed = (part: string) => join(folder, readdirSync(folder).find((name) => like(part).test(name))!)
  const { installation } = JSON.parse(readFileSync(join(dir, 'log-anchor.json'), 'utf8'))
  expect(
    await juanku(['verify', sealed('body'), '--envelope', sealed('envelope'), '--key', installation]),
  ).toMatchObject({ code: 0, err: '' })
  expect(await juanku(['verify', join(dir, 'coverage/6-31-01-03.3/filing.json'), '--key', installation])).toMatchObject(
    { code: 0, err: '' },
  )
  const env = { JUANKU_DATA: join(dir, 'data'), JUANKU_KEYS: join(dir, 'keys') }
  expect(await juanku(['log', 'verify', '--anchor', join(dir, 'log-anchor.json')], { env })).toMatchObject({
    code: 0,
    out: expect.stringContaining('The log holds'),
  })
})

// The whole job once more.
test.runIf(process.env['JUANKU_LONG'])('running it again in the same folder is harmless', async () => {
  expect((await juanku(['demo', '--dir', dir])).code).toBe(0)
})

test('a folder of somebody else is left alone', async () => {
  const other = testFolder()
  writeFileSync(join(other, 'mine.txt'), 'mine')
  const refused = await juanku(['demo', '--dir', other])
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('not empty') })
  expect(readdirSync(other)).toEqual(['mine.txt'])
})

testWith('pdftotext')('a printed paper holds its hundred items in order, its fonts embedded', () => {
  const file = join(dir, 'papers', '6-31-01-03.3-T01-01.paper.pdf')
  const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout
  const numbers = [...text.matchAll(/^\s*(\d{1,3})\. /gm)]
    .map(([, n]) => Number(n))
    .filter((n, i, all) => i === 0 || n === (all[i - 1] ?? 0) + 1 || n === 1)
  expect(text).toContain('职业技能等级认定理论知识试卷')
  expect(numbers).toContain(100)
  const fonts = spawnSync('pdffonts', [file], { encoding: 'utf8' }).stdout.trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts) expect(font).toMatch(/\byes\s+yes\s+(yes|no)\s+\d+\s+\d+$/)
})
