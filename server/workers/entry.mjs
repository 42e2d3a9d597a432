// A thread begins here, under whichever loader its module needs.
import { workerData } from 'node:worker_threads'
import { begin } from '../built.mjs'

// Piscina hands its own word first, ours second.
const { module } = Array.isArray(workerData) ? workerData[1] : workerData
const job = await begin(module)

export default ({ name, input, port }) => job.run(name, input, port)
