import {type InheritedDescriptors, notifyName, takeInheritedDescriptors} from './inherited-descriptors.js';

/** What the service manager, such as systemd, passed to this process. */
export type ServiceManager = {
	readonly descriptors: InheritedDescriptors;
	/** The socket for notifications (sd_notify(3)): a path, or an abstract name that begins with `@`. */
	readonly notifySocket: string | undefined;
	/** A datagram socket that is connected to it, if the unit passes one. */
	readonly notifyFd: number | undefined;
	/** The time without a watchdog notification after which the manager restarts the service. */
	readonly watchdogMs: number | undefined;
};

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
		watchdogMs: isWatched ? Number(watchdog) / 1000 : undefined,
	};
}
