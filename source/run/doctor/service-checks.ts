import {existsSync} from 'node:fs';
import {findNvidiaSmi} from '../../metrics/gpu/nvidia-smi-path.js';
import {listContainers} from '../../metrics/linux/groups/engine-containers.js';
import {engineSockets} from '../../metrics/linux/groups/fact-source.js';
import {findHierarchies, type Hierarchies} from '../../metrics/linux/groups/hierarchies.js';
import {readIfPresent} from '../../metrics/linux/if-present.js';
import {countOf} from '../../support/format.js';
import {errorCode, systemReason} from '../../support/system-error.js';
import type {Check} from './check.js';

const group = 'kernel and services';

/** Controllers that the values of services and containers need. */
const neededControllers = ['cpu', 'memory', 'io', 'pids'];

/** Returns what the kernel and the services of the machine offer. Linux only. */
export async function serviceChecks(root: string): Promise<readonly Check[]> {
	const engines = await Promise.all(engineSockets(root).map(paths => engine(paths)));
	const found = engines.filter(check => check !== undefined);
	const none: Check = {group, name: 'container engines', state: 'absent', found: 'no socket of Docker or Podman'};
	return [controlGroups(root), systemd(root), ...(found.length > 0 ? found : [none]), ...nvidia(root)];
}

function controlGroups(root: string): Check {
	const common = {group, name: 'control groups'} as const;
	const hierarchies = hierarchiesOf(root);
	if (!hierarchies) {
		return {
			...common,
			state: 'limited',
			found: 'no control group file system is mounted: no services and containers',
			help: 'mount -t cgroup2 none /sys/fs/cgroup',
		};
	}

	const {isVersion1, indexOf, all} = hierarchies;
	const unified = all[indexOf.unified ?? -1]?.directory;
	const controllers = isVersion1
		? neededControllers.filter(name => name in indexOf && indexOf[name as keyof typeof indexOf] !== undefined)
		: (readIfPresent(`${unified}/cgroup.controllers`) ?? '').trim().split(' ');
	const missing = neededControllers.filter(name => !controllers.includes(name));
	const version = isVersion1 ? 'version 1' : 'version 2';
	return missing.length === 0
		? {...common, state: 'ok', found: `${version} with ${neededControllers.join(', ')}`}
		: {
				...common,
				state: 'limited',
				found: `${version} without the controllers ${missing.join(', ')}`,
				help: 'boot with cgroup_enable=memory where memory is missing; in a container, delegate the controllers',
			};
}

function hierarchiesOf(root: string): Hierarchies | undefined {
	try {
		return findHierarchies({root, monotonicMs: () => performance.now(), nowMs: Date.now});
	} catch {
		return undefined;
	}
}

function systemd(root: string): Check {
	const isRunning = existsSync(`${root}/run/systemd/system`);
	return {
		group,
		name: 'systemd',
		state: isRunning ? 'ok' : 'absent',
		found: isRunning ? 'it runs: services have their names' : 'it does not run here',
	};
}

/** Returns whether the containers of an engine have names; `undefined` if there is no socket of the engine. */
async function engine(paths: readonly string[]): Promise<Check | undefined> {
	const file = paths.find(existsSync);
	if (file === undefined) {
		return undefined;
	}

	const common = {group, name: file.includes('podman') ? 'Podman' : 'Docker'} as const;
	try {
		const containers = await listContainers(file, AbortSignal.timeout(2000));
		return {...common, state: 'ok', found: `${file}: ${countOf(containers.size, 'running container')}`};
	} catch (error) {
		const isForbidden = errorCode(error) === 'EACCES';
		return {
			...common,
			state: 'limited',
			found: `${isForbidden ? `${file}: ` : ''}${systemReason(error)}; containers have no names`,
			help: isForbidden ? 'add the user to the group of the socket, which gives it the rights of root' : undefined,
		};
	}
}

function nvidia(root: string): readonly Check[] {
	const hasDriver = existsSync(`${root}/proc/driver/nvidia`);
	const program = findNvidiaSmi();
	const common = {group, name: 'NVIDIA'} as const;
	if (program !== undefined) {
		return [{...common, state: 'ok', found: program}];
	}

	return hasDriver
		? [
				{
					...common,
					state: 'limited',
					found: 'the driver is loaded, but nvidia-smi is not installed',
					help: 'install nvidia-smi',
				},
			]
		: [];
}
