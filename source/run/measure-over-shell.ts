import {Buffer} from 'node:buffer';
import {createRules} from '../alerts/rules/create-rules.js';
import {defaultRules} from '../alerts/rules/default-rules.js';
import type {HistoryLimits} from '../core/history.js';
import {monitorSource} from '../core/monitor.js';
import {ConnectionError, closed} from '../remote/client/connection-error.js';
import type {Channel} from '../remote/ssh/channel.js';
import {shellSource} from '../remote/ssh/shell/shell-source.js';
import {createLineSession, type LineSession} from '../server/lines/line-session.js';
import {errorMessage} from '../support/system-error.js';

/**
Returns the messages of a machine whose shell prints the files of the kernel: a monitor here measures what it prints, and
answers in the place of a mon-tui there.
*/
export function measureOverShell(
	shell: Channel,
	{intervalMs, history}: {readonly intervalMs: number; readonly history: HistoryLimits},
): Channel {
	const ending = new AbortController();
	let session: LineSession | undefined;
	const source = shellSource(shell, {
		intervalMs,
		isProcessListRequested: () => session?.wantsProcessList() ?? true,
		requestedIntervalMs: () => session?.requestedIntervalMs(),
	});
	const monitor = monitorSource({source, history, rules: createRules(defaultRules)});

	return {
		write(text) {
			for (const line of text.split('\n')) {
				if (line !== '') {
					session?.receive(line);
				}
			}
		},
		receive({onLine, onEnd}) {
			const started = createLineSession({
				store: monitor.store,
				// Later, as over a real connection: the receiver answers the first line before the session is known here.
				write: line => queueMicrotask(() => !ending.signal.aborted && onLine(Buffer.from(line))),
				isReady: () => true,
			});
			session = started;
			void monitor
				.run(ending.signal)
				.then(
					() => closed,
					error => (error instanceof ConnectionError ? error : {reason: errorMessage(error), isFinal: false}),
				)
				.then(failure => {
					ending.abort();
					started[Symbol.dispose]();
					shell.close(failure);
					onEnd(failure);
				});
		},
		close(failure) {
			shell.close(failure);
			ending.abort();
		},
	};
}
