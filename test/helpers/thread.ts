import {once} from 'node:events';
import {Worker} from 'node:worker_threads';

/** Starts a thread with a TypeScript file. It is ready once it says something: `message`. */
export async function startThread(file: URL, workerData: unknown) {
	const worker = new Worker(file, {
		workerData,
		execArgv: [`--import=${new URL('tsx-in-threads.js', import.meta.url)}`],
	});
	const [message] = (await once(worker, 'message')) as [unknown];
	return {worker, message};
}
