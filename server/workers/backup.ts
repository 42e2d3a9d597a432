/** The thread that writes a backup: copying and encrypting a database stops whoever does it. */
import { writeBackup } from '../backup/write.ts'
import { serveJobs } from './jobs.ts'

const jobs = { write: writeBackup }
export type BackupJobs = typeof jobs
export const run = serveJobs(jobs)
