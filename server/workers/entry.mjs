// On Node 20 a `.ts` worker starts under no loader of its own; this starts under all of them.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()

// Piscina hands its own word first, ours second.
const { module } = Array.isArray(workerData) ? workerData[1] : workerData
const job = await import(module)

export default ({ name, input, port }) => job.run(name, input, port)
