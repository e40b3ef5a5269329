import {closed, type Failure} from '../client/connection-error.js';
import type {Dial} from '../client/dial.js';
import type {SshAddress} from './address.js';
import type {Channel} from './channel.js';
import type {FirstAttempt} from './connect-first.js';
import {type Attempt, openChannel} from './open-channel.js';

export type SshDialOptions = {
	/** The result of the attempt that was made before the screen started; the first connection uses it. */
	readonly first: FirstAttempt | undefined;
	/** The collectors for a machine with Node and without mon-tui. */
	readonly bundle: Buffer | undefined;
	/** Returns the messages of a machine whose shell prints the files of the kernel. */
	readonly measureOverShell: (shell: Channel) => Channel;
	/** The maximum time until the machine answers. */
	readonly connectTimeoutMs: number;
};

/** The time between messages that show the other side that this one is alive. */
const pingEveryMs = 20_000;

/** Returns a function that opens connections over `ssh`. After the first one, `ssh` asks no questions. */
export function sshDial(
	address: SshAddress,
	{first, bundle, measureOverShell, connectTimeoutMs}: SshDialOptions,
): Dial {
	let prepared = first;

	return ({onText, onActivity, onEnd}) => {
		const opening = new AbortController();
		const made = prepared;
		prepared = undefined;
		let channel: Channel | undefined;
		let failure: Failure | undefined;
		let pings: NodeJS.Timeout | undefined;

		const send = (message: object): void => channel?.write(`${JSON.stringify(message)}\n`);
		const end = (last: Failure): void => {
			clearInterval(pings);
			onEnd(failure ?? last);
		};
		const leave = (reason: Failure): void => {
			failure ??= reason;
			opening.abort();
			if (channel) {
				channel.close(failure);
			} else {
				made?.abort();
			}
		};
		const start = (attempt: Attempt): void => {
			if (attempt.state === 'failed') {
				end(attempt.failure);
				return;
			}

			channel = attempt.way === 'shell' ? measureOverShell(attempt.channel) : attempt.channel;
			pings = setInterval(() => send({type: 'ping'}), pingEveryMs);
			channel.receive({
				onLine(line) {
					if (failure === undefined) {
						onActivity();
						onText(line.toString('utf8'));
					}
				},
				onEnd: end,
			});
			if (failure) {
				channel.close(failure);
			}
		};

		const options = {mayAsk: false, timeoutMs: connectTimeoutMs, bundle, signal: opening.signal};
		void (made?.result ?? openChannel(address, options)).then(start);

		return {
			send,
			ping: () => send({type: 'ping'}),
			cut: leave,
			close: () => leave(closed),
		};
	};
}
