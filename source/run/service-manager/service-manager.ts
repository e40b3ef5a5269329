import {type InheritedDescriptors, notifyName, takeInheritedDescriptors} from './inherited-descriptors.js';

/** The settings that the service manager, such as systemd, passed to this process. */
export type ServiceManager = {
	readonly descriptors: InheritedDescriptors;
	/** The socket for notifications (sd_notify(3)): a path, or an abstract name that begins with `@`. */
	readonly notifySocket: string | undefined;
	/** A datagram socket that is connected to it, if the unit passes one. */
	readonly notifyFd: number | undefined;
	/**
	The time without a watchdog notification after which the manager restarts the service, within what mon-tui can serve: it
	notifies twice in this time.
	*/
	readonly watchdogMs: number | undefined;
};

/** The minimum of the watchdog period: mon-tui notifies at most once per second. */
const minWatchdogMs = 2000;

/** The maximum of the watchdog period. Half of it is the longest delay of a timer of Node. */
const maxWatchdogMs = 2 * (2 ** 31 - 1);

/** Reads and removes the variables of the service manager from the environment: they are not for child processes. */
export function takeServiceManager(env: Record<string, string | undefined>, pid: number): ServiceManager {
	const descriptors = takeInheritedDescriptors(env, pid);
	const {NOTIFY_SOCKET: notifySocket, WATCHDOG_USEC: watchdog = '', WATCHDOG_PID: watched = String(pid)} = env;
	for (const variable of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID']) {
		delete env[variable];
	}

	const isWatched = watched === String(pid) && /^[1-9]\d*$/.test(watchdog);
	return {
		descriptors,
		notifySocket: notifySocket || undefined,
		notifyFd: descriptors.find(({name}) => name === notifyName)?.fd,
		watchdogMs: isWatched ? Math.min(Math.max(Number(watchdog) / 1000, minWatchdogMs), maxWatchdogMs) : undefined,
	};
}
