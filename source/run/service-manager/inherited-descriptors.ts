import {UsageError} from '../../config/model/usage-error.js';
import {quoted} from '../../support/shown.js';

/** The open descriptors that the service manager passed to this process (sd_listen_fds(3)), by name. */
export type InheritedDescriptors = readonly {readonly name: string; readonly fd: number}[];

/** The number of the first passed descriptor. */
const firstFd = 3;

/** The maximum number of passed descriptors. */
const maxDescriptors = 64;

/**
Returns the descriptors that the service manager passed, and removes its variables from the environment, so that no child
process takes the descriptors for its own. Throws a UsageError if their number cannot be read: to serve on a port instead of
the socket would be a surprise.
*/
export function takeInheritedDescriptors(env: Record<string, string | undefined>, pid: number): InheritedDescriptors {
	const {LISTEN_PID: owner, LISTEN_FDS: count, LISTEN_FDNAMES: names = ''} = env;
	for (const variable of ['LISTEN_PID', 'LISTEN_PIDFDID', 'LISTEN_FDS', 'LISTEN_FDNAMES']) {
		delete env[variable];
	}

	if (owner !== String(pid) || count === undefined) {
		return [];
	}

	if (!/^\d+$/.test(count) || Number(count) > maxDescriptors) {
		throw new UsageError(`LISTEN_FDS must be a whole number from 0 to ${maxDescriptors}, not ${quoted(count)}`);
	}

	const named = names.split(':');
	return Array.from({length: Number(count)}, (_, index) => ({
		name: named[index] || 'unknown',
		fd: firstFd + index,
	}));
}

/** The name by which a unit passes the socket for notifications: `OpenFile=/run/systemd/notify:notify`. */
export const notifyName = 'notify';

/** The name by which one of several sockets is selected: `FileDescriptorName=mon-tui`. */
const socketName = 'mon-tui';

/**
Returns the socket on which to serve; `undefined` if none was passed. Throws a UsageError if several sockets were passed and
none, or more than one, has the name of mon-tui.
*/
export function inheritedSocket(descriptors: InheritedDescriptors): number | undefined {
	const sockets = descriptors.filter(({name}) => name !== notifyName);
	const chosen = sockets.length > 1 ? sockets.filter(({name}) => name === socketName) : sockets;
	if (chosen.length !== Math.min(1, sockets.length)) {
		const names = sockets.map(({name}) => name).join(', ');
		throw new UsageError(
			`LISTEN_FDS: mon-tui serves on one socket, found ${sockets.length} (${names}); set FileDescriptorName=${socketName} for it`,
		);
	}

	return chosen[0]?.fd;
}
