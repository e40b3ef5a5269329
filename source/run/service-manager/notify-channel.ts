import {execFile} from 'node:child_process';
import {fstatSync, write} from 'node:fs';
import process from 'node:process';
import type {Log} from '../../log/log.js';
import {errorCode, systemReason} from '../../support/system-error.js';
import type {ServiceManager} from './service-manager.js';

/** The way to the service manager. */
export type NotifyChannel = {
	/** Sends assignments such as `READY=1` as one message. Messages are sent in order; a failure is logged once. */
	send(assignments: readonly string[]): void;
};

type Attempt = (message: string, done: (error: unknown) => void) => void;

/** Maximum number of messages that wait for the one before them. The oldest are dropped. */
const maxWaiting = 8;

/** Maximum duration of `systemd-notify`, which waits until the manager has read the message. */
const maxCommandMs = 5000;

/**
Opens the way to the service manager; `undefined` if there is none. Node.js has no datagram sockets of Unix. A socket that the
unit passes is written to directly; otherwise the program `systemd-notify` sends each message.
*/
export function openNotifyChannel(
	{notifyFd, notifySocket}: Pick<ServiceManager, 'notifyFd' | 'notifySocket'>,
	log: Log,
): NotifyChannel | undefined {
	if (notifyFd !== undefined && isSocket(notifyFd)) {
		return inOrder((message, done) => write(notifyFd, message, done), log);
	}

	return notifySocket === undefined ? undefined : inOrder(byCommand(notifySocket), log);
}

function byCommand(notifySocket: string): Attempt {
	const options = {env: {PATH: process.env.PATH, NOTIFY_SOCKET: notifySocket}, timeout: maxCommandMs};
	return (message, done) => execFile('systemd-notify', message.split('\n'), options, done);
}

/** Sends one message at a time, so that they arrive in order and processes do not pile up. */
function inOrder(attempt: Attempt, log: Log): NotifyChannel {
	const waiting: string[] = [];
	let isSending = false;
	let hasFailed = false;

	const finish = (error: unknown): void => {
		isSending = false;
		if (error && !hasFailed) {
			const reason = errorCode(error) === 'ENOENT' ? 'systemd-notify is not installed' : systemReason(error);
			log('warn', 'service', `the service manager cannot be notified: ${reason}`);
		}

		hasFailed = Boolean(error);
		sendNext();
	};

	const sendNext = (): void => {
		const message = isSending ? undefined : waiting.shift();
		if (message !== undefined) {
			isSending = true;
			attempt(message, finish);
		}
	};

	return {
		send(assignments) {
			waiting.push(assignments.join('\n'));
			waiting.splice(0, waiting.length - maxWaiting);
			sendNext();
		},
	};
}

function isSocket(fd: number): boolean {
	try {
		return fstatSync(fd).isSocket();
	} catch {
		return false;
	}
}
