import process from 'node:process';
import {createMonitor, type MachineOptions, type MonitorOptions} from '../create-monitor.js';
import {messagesGreeting} from '../remote/ssh/greeting.js';
import {lineBuffer} from '../remote/ssh/line-buffer.js';
import {createLineSession, type LineSession} from '../server/lines/line-session.js';

/** The maximum length of a request, and the size of output that the reader has not taken before snapshots are skipped. */
const maxRequestBytes = 16 * 1024;
const maxUnreadBytes = 64 * 1024;

/** The time without a request after which the reader is gone: it sends one at least every 20 seconds. */
const maxSilenceMs = 90_000;

/**
Measures this machine and serves the measurements on standard output to one client, which sends its requests on standard
input. Ends when the input ends, when the output cannot be written, or when `signal` aborts.
*/
export async function serveMessages(options: MachineOptions & MonitorOptions, signal: AbortSignal): Promise<number> {
	const {stdin, stdout} = process;
	stdout.write(`${messagesGreeting}\n`);
	const ending = new AbortController();
	const end = (): void => ending.abort();
	signal.addEventListener('abort', end, {once: true});
	stdout.once('error', end);
	stdin.once('error', end).once('close', end).once('end', end);
	let session: LineSession | undefined;
	let silence: NodeJS.Timeout | undefined;
	const heard = (): void => {
		clearTimeout(silence);
		silence = setTimeout(end, maxSilenceMs);
	};

	const monitor = await createMonitor({
		...options,
		isProcessListRequested: () => session?.wantsProcessList() ?? true,
		isLightProcessListRequested: () => true,
	});
	using started = createLineSession({
		store: monitor.store,
		write: line => stdout.write(`${line}\n`),
		isReady: () => stdout.writableLength < maxUnreadBytes,
	});
	session = started;
	const lines = lineBuffer(maxRequestBytes);
	stdin.on('data', (chunk: Buffer) => {
		heard();
		lines.add(chunk);
		for (let line = lines.take(); line !== undefined; line = lines.take()) {
			started.receive(line.toString('utf8'));
		}

		if (lines.isTooLong()) {
			end();
		}
	});
	heard();
	try {
		await monitor.run(ending.signal);
	} finally {
		clearTimeout(silence);
		stdin.destroy();
	}

	return 0;
}
