import {waitAtMost} from '../../support/deadline.js';
import type {SshAddress} from './address.js';
import {type Attempt, openChannel} from './open-channel.js';
import {needsQuestion} from './ssh-failure.js';

/** An attempt to connect, which may not be decided yet. */
export type FirstAttempt = Attempt | Promise<Attempt>;

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
	const ask = (address: SshAddress): Promise<Attempt> =>
		openChannel(address, {mayAsk: true, timeoutMs: questionTimeoutMs, bundle, signal: AbortSignal.any([signal])});
	const tryOnly = (address: SshAddress): Promise<Attempt> =>
		openChannel(address, {mayAsk: false, timeoutMs: connectTimeoutMs, bundle, signal: AbortSignal.any([signal])});
	const [only] = addresses;
	if (hasTerminal && only && addresses.length === 1) {
		return [await ask(only)];
	}

	const attempts: FirstAttempt[] = addresses.map(tryOnly);
	if (!hasTerminal) {
		return attempts;
	}

	const settled = attempts.map(async (attempt, index) => {
		attempts[index] = await attempt;
	});
	await waitAtMost(patienceMs, Promise.all(settled));
	for (const [index, address] of addresses.entries()) {
		const attempt = attempts[index];
		const isFailed = attempt !== undefined && !(attempt instanceof Promise) && attempt.state === 'failed';
		if (isFailed && needsQuestion(attempt.failure) && !signal.aborted) {
			attempts[index] = await ask(address);
		}
	}

	return attempts;
}
