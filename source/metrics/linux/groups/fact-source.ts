import {existsSync} from 'node:fs';
import process from 'node:process';
import {isDeepStrictEqual} from 'node:util';
import type {Machine} from '../../collector.js';
import type {FactSource, Facts} from './group-list.js';
import type {GroupFact} from './group-names.js';
import {podNames} from './pod-names.js';
import {isBootedWithSystemd, parseUnits, unitsCommand} from './systemd-units.js';

/** Engines and systemd are asked once a minute. */
const intervalMs = 60_000;
/** A program that takes one snapshot does not ask them at all. */
const firstAfterMs = 1500;

const none: ReadonlyMap<string, GroupFact> = new Map();

export const noFacts: Facts = {units: none, containers: none, pods: none, failedUnits: undefined};

/**
Returns a source that asks the container engines, the kubelet's files and systemd in the background. Those that do not
answer cost only their own facts.
*/
export function factSource(machine: Machine, systemctl?: string): FactSource {
	const {root} = machine;
	const ending = new AbortController();
	const units = unitsCommand(systemctl);
	let facts = noFacts;
	let isRunning = false;
	let nextMs = machine.monotonicMs() + firstAfterMs;

	const refresh = async (): Promise<void> => {
		const [engines, pods, systemd] = await Promise.all([
			Promise.all(engineSockets(root).map(paths => containersOf(paths, ending.signal))),
			podNames(root).catch(() => ({pods: none, containers: none})),
			// The systemctl of a container does not reach the systemd of a host at another root.
			root === '' || systemctl !== undefined ? unitsOf() : undefined,
		]);
		const latest: Facts = {
			units: systemd?.units ?? none,
			// The first of several sources wins.
			containers: new Map([...engines, pods.containers].reverse().flatMap(containers => [...containers])),
			pods: pods.pods,
			failedUnits: systemd?.failedUnits,
		};
		if (!isDeepStrictEqual(latest, facts)) {
			facts = latest;
		}
	};

	const unitsOf = async () => {
		if (!isBootedWithSystemd(root)) {
			return undefined;
		}

		try {
			return parseUnits(await units.run(ending.signal));
		} catch {
			return undefined;
		}
	};

	return {
		latest() {
			const nowMs = machine.monotonicMs();
			if (!isRunning && nowMs >= nextMs && !ending.signal.aborted) {
				isRunning = true;
				nextMs = nowMs + intervalMs;
				void refresh().finally(() => {
					isRunning = false;
				});
			}

			return facts;
		},
		[Symbol.dispose]() {
			ending.abort();
			units[Symbol.dispose]();
		},
	};
}

/** Returns the sockets of each engine: those of the system, and that of Podman for a user without root. */
export function engineSockets(root: string): ReadonlyArray<readonly string[]> {
	const userId = process.getuid?.() ?? 0;
	return [
		// They differ in a container that has the socket of the host mounted at one of them.
		[`${root}/run/docker.sock`, `${root}/var/run/docker.sock`],
		[`${root}/run/podman/podman.sock`],
		userId === 0 ? [] : [`${root}/run/user/${userId}/podman/podman.sock`],
	];
}

/** Returns the containers of the first socket with an engine. */
async function containersOf(paths: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, GroupFact>> {
	for (const path of paths.filter(socket => existsSync(socket))) {
		try {
			// The HTTP client takes long to load, and most machines have no engine.
			const {listContainers} = await import('./engine-containers.js');
			return await listContainers(path, signal);
		} catch {
			// No engine, no permission, or an answer that is not its own: the names of its containers stay unknown.
		}
	}

	return none;
}
