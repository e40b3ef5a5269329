import process from 'node:process';
import type {Machine} from '../metrics/collector.js';
import {kernelFacts} from '../metrics/linux/kernel-facts.js';
import {pidStatReader} from '../metrics/linux/pid-stat-reader.js';
import type {Process} from '../metrics/snapshot.js';

/** A function that throws an error for the user unless the PID still belongs to that process. */
export type IdentityCheck = (process: Process) => void;

/** Tolerance for the start time. The boot time, from which it is calculated, is a whole number of seconds. */
const toleranceMs = 1500;

/** Returns a check of name and start time. PIDs are reused. On other platforms than Linux nothing is checked. */
export function identityCheck(machine: Machine): IdentityCheck {
	if (process.platform !== 'linux') {
		return () => {};
	}

	const statFiles = pidStatReader(machine);
	const facts = kernelFacts(machine);
	return ({pid, name, startedAtMs}) => {
		const file = statFiles.read(pid, undefined);
		if (file === 'gone') {
			throw new Error(`${name} (${pid}) has ended.`);
		}

		if (file instanceof Error) {
			throw new Error(`${name} (${pid}) cannot be read: ${file.message}.`, {cause: file});
		}

		const {stat} = file;
		const {bootTimeMs} = facts.read();
		const startMs = bootTimeMs === undefined ? undefined : bootTimeMs + stat.startTicks * msPerTick;
		const isLater = startMs !== undefined && startedAtMs !== undefined && Math.abs(startMs - startedAtMs) > toleranceMs;
		if (stat.name !== name || isLater) {
			throw new Error(
				`Process ${pid} is no longer the ${name} that was shown: the PID was reused, or it runs another program.`,
			);
		}
	};
}

/** USER_HZ is 100 on all platforms that Node.js supports. */
const msPerTick = 10;
