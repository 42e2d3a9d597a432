/** What the doctor finds in folders and on the disk, without opening the database. */
import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { moduleAt } from '#built'
import { type Config, databaseFile } from '../config.ts'
import { BUILT } from '../console.ts'
import { hasInstallationKey } from '../custody/installation.ts'
import { type Finding, good, notGood } from './finding.ts'
import { isWithin } from './make.ts'

const MIB = 1024 * 1024
/** Less than this is free: an import or a backup may fail. */
const SCARCE = 1024 * MIB
/** Less than this is free: the log may fail, and nothing is shown then. */
const FULL = 100 * MIB

/** Anybody but the owner may read or enter. */
const open = (path: string) => (statSync(path).mode & 0o077) !== 0

export function lookAtPlaces(config: Config): Finding[] {
  return [...dataFolder(config), ...keysFolder(config), diskSpace(config), consoleBuilt(), programBuilt()]
}

function dataFolder({ dataDir }: Config): Finding[] {
  const check = 'data-folder'
  if (!existsSync(dataDir))
    return [
      notGood(
        check,
        'bad',
        { zh: `没有数据目录 ${dataDir}`, en: `there is no data folder ${dataDir}` },
        {
          zh: '用 --data 或 JUANKU_DATA 指明数据目录；新安装先运行 juanku init，或恢复备份（juanku restore）。',
          en: 'Name it by --data or JUANKU_DATA; begin by juanku init, or restore a backup (juanku restore).',
        },
      ),
    ]
  if (!writable(dataDir))
    return [
      notGood(
        check,
        'bad',
        { zh: `数据目录 ${dataDir} 不可写`, en: `the data folder ${dataDir} cannot be written` },
        { zh: '以目录所有者的系统账号运行。', en: 'Run as the system account that owns it.' },
      ),
    ]
  if (open(dataDir)) return [tooOpen(check, dataDir, '700')]
  return [good(check, `数据目录 ${dataDir} 仅所有者可访问`, `the data folder ${dataDir} is its owner's alone`)]
}

function writable(dir: string): boolean {
  try {
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

const tooOpen = (check: string, path: string, mode: string): Finding =>
  notGood(
    check,
    'bad',
    { zh: `其他系统账号可访问 ${path}`, en: `other accounts of the system can reach ${path}` },
    { zh: `chmod ${mode} '${path}'`, en: `chmod ${mode} '${path}'` },
  )

function keysFolder(config: Config): Finding[] {
  const { dataDir, keysDir } = config
  const check = 'keys-folder'
  if (!existsSync(keysDir) || !hasInstallationKey(config))
    return [
      notGood(
        check,
        existsSync(databaseFile(config)) ? 'bad' : 'warning',
        { zh: `密钥目录 ${keysDir} 中没有签名密钥`, en: `the keys folder ${keysDir} holds no signing key` },
        {
          zh: '放回密钥目录的副本（JUANKU_KEYS），再启动程序；全新安装会自动生成。',
          en: 'Put the copy of the keys folder back (JUANKU_KEYS) before the program starts; a new installation makes one.',
        },
      ),
    ]
  if (isWithin(keysDir, dataDir))
    return [
      notGood(
        check,
        'bad',
        { zh: '密钥目录在数据目录之内', en: 'the keys folder lies in the data folder' },
        {
          zh: '把密钥目录移到别处并设置 JUANKU_KEYS：否则复制数据就带走了密钥。',
          en: 'Move it elsewhere and set JUANKU_KEYS: a copy of the data takes the keys along.',
        },
      ),
    ]
  const files = readdirSync(keysDir, { recursive: true, encoding: 'utf8' }).map((name) => join(keysDir, name))
  const reachable = [keysDir, ...files].find(open)
  if (reachable !== undefined) return [tooOpen(check, reachable, statSync(reachable).isDirectory() ? '700' : '600')]
  return [
    good(
      check,
      `密钥目录 ${keysDir} 仅所有者可访问，与数据分开`,
      `the keys folder ${keysDir} is its owner's alone, apart from the data`,
    ),
  ]
}

function diskSpace(config: Config): Finding {
  const check = 'disk'
  const file = databaseFile(config)
  // The folder may be missing: what holds it has the space.
  const place = [config.dataDir, '.'].find((dir) => existsSync(dir))!
  const { bavail, bsize } = statfsSync(place)
  const free = bavail * bsize
  const size = existsSync(file) ? statSync(file).size : 0
  const told = { zh: `剩余空间 ${Math.round(free / MIB)} MiB`, en: `${Math.round(free / MIB)} MiB are free` }
  // A migration or an import may need the database's size once more.
  if (free > Math.max(SCARCE, 2 * size)) return good(check, told.zh, told.en)
  return notGood(check, free < FULL ? 'bad' : 'warning', told, {
    zh: '腾出空间或更换更大的磁盘：写不下日志时，什么都不会显示。',
    en: 'Make room, or take a larger disk: when the log cannot be written, nothing is shown.',
  })
}

function consoleBuilt(): Finding {
  const check = 'console'
  if (existsSync(join(BUILT, 'index.html'))) return good(check, '控制台已构建', 'the console is built')
  return notGood(
    check,
    'warning',
    { zh: '控制台尚未构建', en: 'the console is not built' },
    { zh: 'npm run build', en: 'npm run build' },
  )
}

function programBuilt(): Finding {
  const check = 'program'
  if (moduleAt('cli/main').pathname.endsWith('.js'))
    return good(check, '程序已构建，与源文件一致', 'the program is built from its sources as they are')
  return notGood(
    check,
    'warning',
    { zh: '程序直接从源文件运行，启动较慢', en: 'the program runs from its sources and starts slowly' },
    { zh: 'npm run build', en: 'npm run build' },
  )
}
