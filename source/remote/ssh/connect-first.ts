import {waitAtMost} from '../../support/deadline.js';
import type {SshAddress} from './address.js';
import type {SshMode} from './arguments.js';
import {type Attempt, openChannel} from './open-channel.js';
import {needsQuestion} from './ssh-failure.js';

/** An attempt to connect, which may not be decided yet. */
export type FirstAttempt = {
	readonly result: Promise<Attempt>;
	/** Ends the attempt, or the connection that it opened. */
	abort(): void;
};

export type ConnectFirstOptions = {
	/** Whether there is a terminal in which `ssh` can ask questions. */
	readonly hasTerminal: boolean;
	/** The collectors for machines with Node and without mon-tui. */
	readonly bundle: Buffer | undefined;
	/** The maximum time until a machine answers, when `ssh` asks nothing. */
	readonly connectTimeoutMs: number;
	readonly signal: AbortSignal;
};

/** The time that a person has to answer the questions of `ssh` for one machine. */
const questionTimeoutMs = 120_000;

/** The time that several machines have to answer before the screen starts without them. */
const patienceMs = 5000;

/**
Connects to machines before the screen starts, because `ssh` asks for passwords and about host keys in the terminal. Several
machines are first tried at once and without questions; those that need an answer follow one after the other. A machine that
does not answer soon, or a missing terminal, delays nothing: its attempt continues.
*/
export async function connectFirst(
	addresses: readonly SshAddress[],
	{hasTerminal, bundle, connectTimeoutMs, signal}: ConnectFirstOptions,
): Promise<readonly FirstAttempt[]> {
	const attemptOf = (address: SshAddress, {mayAsk}: SshMode): FirstAttempt => {
		const ending = new AbortController();
		return {
			result: openChannel(address, {
				mayAsk,
				timeoutMs: mayAsk ? questionTimeoutMs : connectTimeoutMs,
				bundle,
				signal: AbortSignal.any([signal, ending.signal]),
			}),
			abort: () => ending.abort(),
		};
	};
	const ask = async (address: SshAddress): Promise<FirstAttempt> => {
		const attempt = attemptOf(address, {mayAsk: true});
		await attempt.result;
		return attempt;
	};
	const [only] = addresses;
	if (hasTerminal && only && addresses.length === 1) {
		return [await ask(only)];
	}

	const attempts = addresses.map(address => attemptOf(address, {mayAsk: false}));
	if (!hasTerminal) {
		return attempts;
	}

	const results = new Map<number, Attempt>();
	const settled = attempts.map(async ({result}, index) => results.set(index, await result));
	await waitAtMost(patienceMs, Promise.all(settled));
	for (const [index, address] of addresses.entries()) {
		const result = results.get(index);
		if (result?.state === 'failed' && needsQuestion(result.failure) && !signal.aborted) {
			attempts[index] = await ask(address);
		}
	}

	return attempts;
}
