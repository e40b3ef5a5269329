import {printableLine} from '../../support/printable.js';
import {errorCode} from '../../support/system-error.js';
import type {Failure} from '../client/connection-error.js';

/** End of `ssh`, with what it printed. */
export type SshEnd = {
	/** `null` when a signal ended it. */
	readonly exitCode: number | null;
	/** The end of its error output. */
	readonly errorText: string;
	/** Whether the connection was established before. */
	readonly wasOpen: boolean;
};

/** The exit code of `ssh` for errors of its own; others are those of the command on the other side. */
const ownError = 255;

/** Errors that another attempt does not change. */
const final =
	/permission denied|too many authentication failures|host key verification failed|no .*host key is known|bad configuration|bad owner or permissions|no matching .* found/i;

/** Errors that a person in front of the terminal may be able to resolve. */
const askable = /permission denied|host key verification failed|no .*host key is known/i;

/** Lines that explain nothing. */
const noise = /^\s*$|^warning: permanently added|^@+$|^pseudo-terminal/i;

const maxReasonLength = 300;

/** Returns the failure for the end of `ssh`: its own last words. They come from outside and are made printable. */
export function failureOfSsh({exitCode, errorText, wasOpen}: SshEnd): Failure {
	const lines = errorText.split(/[\r\n]+/).filter(line => !noise.test(line));
	const words = printableLine([...new Set(lines.slice(-2).map(line => line.trim()))].join('; '), maxReasonLength);
	if (exitCode === ownError) {
		const isFinal = final.test(words);
		return {reason: words === '' ? 'ssh failed' : words, isFinal, isFinalForGood: isFinal};
	}

	const ended = wasOpen
		? 'the connection was closed'
		: exitCode === null
			? 'ssh was ended'
			: `the remote shell ended with code ${exitCode}`;
	return {reason: words === '' ? ended : `${ended}: ${words}`, isFinal: !wasOpen && exitCode !== null};
}

/** Returns the failure when `ssh` cannot be started. */
export function failureToStart(error: Error): Failure {
	const reason =
		errorCode(error) === 'ENOENT' ? 'the program ssh is not installed' : `cannot start ssh: ${error.message}`;
	return {reason: printableLine(reason, maxReasonLength), isFinal: true, isFinalForGood: true};
}

/** Returns whether an attempt failed only because `ssh` could not ask a question. */
export function needsQuestion({reason}: Failure): boolean {
	return askable.test(reason);
}
