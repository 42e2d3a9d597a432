/**
 * Looking an installation over: folders, database, log, anchors, sealed files,
 * clock, backups. It changes nothing and needs nobody signed in, because it must
 * work where nothing else does; it tells numbers, names of files and remedies.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { DAY_MS } from '../../core/reading.ts'
import { clockFault } from '../../core/seal/clock.ts'
import { publicHex } from '../../core/seal/keys.ts'
import { wordsIn } from '../../core/words.ts'
import { checkLog } from '../access/guards.ts'
import { keptAnchors } from '../access/keep-anchors.ts'
import { logStore } from '../access/store.ts'
import { breakText, verifyLog } from '../access/verify.ts'
import { type Config, databaseFile, databaseKey } from '../config.ts'
import { openFault } from '../custody/clock.ts'
import { hasInstallationKey, installationKey } from '../custody/installation.ts'
import { appliedMigrations, integrityFaults, type Look, lookInto } from '../db/copy.ts'
import { MIGRATIONS, readMigrations } from '../db/migrate.ts'
import type { Query } from '../db/open.ts'
import { clockSeen } from '../db/schema-custody.ts'
import type { Deps } from '../deps.ts'
import { setStore } from '../sets/store.ts'
import { lookAtPlaces } from './doctor-places.ts'
import { type Finding, good, notGood } from './finding.ts'
import { lastBackup } from './last.ts'
import { SEALED } from './manifest.ts'
import { readSealed, sealedFiles } from './sealed.ts'

/** A backup older than this has missed a working week. */
const OLD_BACKUP_DAYS = 7

/** Looks at everything there is. `now` is Unix time in ms. */
export async function examine(config: Config, now: number, uptime: ReturnType<Deps['uptime']>): Promise<Finding[]> {
  const places = lookAtPlaces(config)
  if (!existsSync(databaseFile(config))) return places
  let look: Look
  try {
    look = lookInto(databaseFile(config), databaseKey(config))
  } catch (error) {
    return [...places, refused('database', error)]
  }
  try {
    return [...places, ...(await lookInside(config, look.read, { at: now, ...uptime }))]
  } finally {
    look.close()
  }
}

/** A refusal of the program as a finding: its message says what is wrong and how to mend it. */
function refused(check: string, error: unknown): Finding {
  if (!(error instanceof AppError)) throw error
  return notGood(check, 'bad', wordsIn(error.message), {
    zh: '按提示处理；无法修复时恢复备份（juanku restore）。',
    en: 'Do as it says; where it cannot be mended, restore a backup (juanku restore).',
  })
}

async function lookInside(config: Config, read: Query, seen: Parameters<typeof clockFault>[1]): Promise<Finding[]> {
  const [fault] = integrityFaults(read)
  if (fault !== undefined)
    return [
      notGood(
        'database',
        'bad',
        { zh: `数据库已损坏：${fault}`, en: `the database is damaged: ${fault}` },
        {
          zh: '停止服务，检查磁盘，恢复备份（juanku restore）。',
          en: 'Stop the service, look at the disk, restore a backup (juanku restore).',
        },
      ),
    ]
  const migrated = migrations(read)
  const found = [good('database', '数据库可以打开，完整性检查通过', 'the database opens and is whole'), migrated]
  // Tables of another program's version are not looked into.
  if (migrated.state !== 'good') return found
  return [
    ...found,
    await logGuards(read),
    await chain(config, read),
    await sealed(config, read),
    await orphans(config, read),
    await clock(read, seen),
    backups(read, seen.at),
  ]
}

function migrations(read: Query): Finding {
  const check = 'migrations'
  const known = new Map(readMigrations(MIGRATIONS).map(({ name, digest }) => [name, digest]))
  const applied = appliedMigrations(read)
  const changed = applied.find(({ name, digest }) => known.get(name) !== digest)
  if (changed)
    return notGood(
      check,
      'bad',
      {
        zh: `数据库由另一版本的程序建立（${changed.name}）`,
        en: `the database was made by another version of the program (${changed.name})`,
      },
      { zh: '使用建立它的版本或更新的版本。', en: 'Run the version that made it, or a newer one.' },
    )
  if (applied.length < known.size)
    return notGood(
      check,
      'warning',
      {
        zh: `有${known.size - applied.length}项数据库升级待执行`,
        en: `${known.size - applied.length} migrations wait`,
      },
      { zh: '先备份，再启动程序：启动时自动执行。', en: 'Make a backup, then start the program, which runs them.' },
    )
  return good(check, `数据库结构为最新（${applied.length}项升级）`, `all ${applied.length} migrations have run`)
}

async function logGuards(read: Query): Promise<Finding> {
  try {
    await checkLog(read)
    return good('log', '日志的触发器完好，尾部连贯', "the log's triggers stand and its tail holds")
  } catch (error) {
    return refused('log', error)
  }
}

/** The whole log against the anchors kept here. */
async function chain(config: Config, read: Query): Promise<Finding> {
  const check = 'anchors'
  try {
    const anchors = keptAnchors(config)
    const { head, broken } = await verifyLog({ read }, anchors)
    const last = anchors.at(-1)
    if (broken)
      return notGood(check, 'bad', wordsIn(breakText(broken)), {
        zh: '保留现场并报告；用保存在别处的锚点核对（juanku log verify --anchor）。',
        en: 'Change nothing and report it; compare anchors kept elsewhere (juanku log verify --anchor).',
      })
    if (!last)
      return notGood(
        check,
        'warning',
        { zh: '没有保存任何锚点', en: 'no anchor is kept' },
        { zh: '取一个并存放在别处：juanku log anchor。', en: 'Take one and keep it elsewhere: juanku log anchor.' },
      )
    const own = hasInstallationKey(config) ? publicHex(installationKey(config)) : undefined
    if (last.installation !== own)
      return notGood(
        check,
        'warning',
        { zh: '最近的锚点由另一安装签名', en: 'the last anchor was signed by another installation' },
        {
          zh: '若密钥曾丢失并重新生成，属正常；否则放回密钥目录的副本。',
          en: 'Right where the keys were lost and made anew; otherwise put the copy of the keys folder back.',
        },
      )
    return good(
      check,
      `日志${head.size}条全部连贯，与${anchors.length}个锚点相符，最近锚点在第${last.size}条`,
      `all ${head.size} entries hold and agree with ${anchors.length} anchors, the last at entry ${last.size}`,
    )
  } catch (error) {
    return refused(check, error)
  }
}

async function sealed(config: Config, read: Query): Promise<Finding> {
  const files = await sealedFiles(read)
  const faults = [...files].flatMap(([name, isThat]) => {
    const found = readSealed(config.dataDir, name, isThat)
    return 'what' in found ? [`${name} (${found.what})`] : []
  })
  if (faults.length === 0)
    return good(
      'sealed',
      `${files.size}个密封文件齐全，与清单相符`,
      `all ${files.size} sealed files are as they were sealed`,
    )
  return notGood(
    'sealed',
    'bad',
    {
      zh: `${faults.length}个密封文件缺失或损坏：${some(faults)}`,
      en: `${faults.length} sealed files are missing or damaged: ${some(faults)}`,
    },
    {
      zh: '从备份或登记的副本放回 sealed 目录。',
      en: 'Put them back into the folder sealed from a backup or a registered copy.',
    },
  )
}

const some = (names: readonly string[]) => names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : '')

/** Files that nothing in the database names, and drafts that lack their key or their file. */
async function orphans({ dataDir, keysDir }: Config, read: Query): Promise<Finding> {
  const inside = (...path: string[]) => {
    const dir = join(...path)
    return existsSync(dir) ? readdirSync(dir) : []
  }
  const known = await sealedFiles(read)
  const { unsealed } = await setStore(read).owners()
  const drafts = [
    ['draft', inside(dataDir, 'drafts')],
    ['key', inside(keysDir, 'drafts')],
  ] as const
  const strays = [
    ...inside(dataDir, SEALED).filter((name) => !known.has(name)),
    ...drafts.flatMap(([end, names]) => names.filter((name) => !unsealed.has(name.replace(`.${end}`, '')))),
    ...inside(dataDir, 'lost'),
    ...inside(keysDir, 'lost'),
  ]
  const lacking = [...unsealed].filter((set) => drafts.some(([end, names]) => !names.includes(`${set}.${end}`)))
  if (lacking.length)
    return notGood(
      'orphans',
      'bad',
      {
        zh: `${lacking.length}套未密封套卷的草稿缺失：${some(lacking)}`,
        en: `the drafts of ${lacking.length} unsealed sets are gone: ${some(lacking)}`,
      },
      { zh: '重新组卷，并作废这些套卷。', en: 'Assemble them anew and void these sets.' },
    )
  if (strays.length)
    return notGood(
      'orphans',
      'warning',
      {
        zh: `${strays.length}个文件不属于数据库中的任何对象：${some(strays)}`,
        en: `${strays.length} files belong to nothing in the database: ${some(strays)}`,
      },
      {
        zh: '程序启动一小时后会自行清理或移入 lost；lost 中的文件请核对后由两人处理。',
        en: 'A start clears or sets aside what is older than an hour; look through the folders lost, two people together.',
      },
    )
  return good('orphans', '没有无主文件', 'no file is without an owner')
}

async function clock(read: Query, seen: Parameters<typeof clockFault>[1]): Promise<Finding> {
  const [last] = await read.select().from(clockSeen)
  const [entry] = await logStore(read).page({ limit: 1 })
  if ((await openFault(read)) || clockFault(last, seen) || (entry && entry.at > seen.at))
    return notGood(
      'clock',
      'bad',
      {
        zh: `系统时钟异常（现为 ${new Date(seen.at).toISOString()}）`,
        en: `the clock is in doubt (it shows ${new Date(seen.at).toISOString()})`,
      },
      {
        zh: '校正时钟，再由两人分别确认：juanku clock acknowledge。',
        en: 'Put it right; then two people acknowledge it: juanku clock acknowledge.',
      },
    )
  return good('clock', '系统时钟正常', 'the clock agrees with what was seen before')
}

function backups(read: Query, now: number): Finding {
  const at = lastBackup(read)
  const remedy = {
    zh: 'juanku backup 目录：放在另一块磁盘上，密钥目录另行备份。',
    en: 'juanku backup FOLDER, on another disk; keep a copy of the keys folder apart.',
  }
  if (at === undefined) return notGood('backup', 'warning', { zh: '从未备份', en: 'no backup was ever made' }, remedy)
  const days = Math.floor((now - at) / DAY_MS)
  const found = {
    zh: `上次备份在${days}天前（${new Date(at).toISOString()}）`,
    en: `the last backup is ${days} days old (${new Date(at).toISOString()})`,
  }
  return days < OLD_BACKUP_DAYS ? good('backup', found.zh, found.en) : notGood('backup', 'warning', found, remedy)
}
