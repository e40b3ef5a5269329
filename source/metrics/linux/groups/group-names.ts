import type {GroupName} from '../../values/group-name.js';

/** A fact about a group that its files do not contain. */
export type GroupFact = {
	readonly name?: string | undefined;
	readonly image?: string | undefined;
	readonly state?: string | undefined;
	readonly restarts?: number | undefined;
};

/** The facts by the unit, the id of the container or the UID of the pod. */
export type GroupFacts = {
	readonly units: ReadonlyMap<string, GroupFact>;
	readonly containers: ReadonlyMap<string, GroupFact>;
	readonly pods: ReadonlyMap<string, GroupFact>;
};

/** Returns what is known about a group besides its files. */
export function factOf({name, path, kind, containerId}: GroupName, facts: GroupFacts): GroupFact | undefined {
	switch (kind) {
		case 'container':
			return containerId === undefined ? undefined : facts.containers.get(containerId);
		case 'pod':
			return facts.pods.get(podUid(path));
		case 'service':
		case 'session':
			// Units of a user manager may have the name of a unit of the system.
			return path.includes('/user@') ? undefined : facts.units.get(name);
		case 'slice':
		case 'group':
			return undefined;
	}
}

/** Returns the UID of a pod by the path of its group. Names of slices have underscores for its dashes. */
function podUid(path: string): string {
	return (/pod([-_\da-f]{32,36})(?:\.slice)?$/.exec(path)?.[1] ?? '').replaceAll('_', '-');
}

/**
Returns the names by path. Of several groups with one name, that with the shortest path has it, and the others have their
path as name.
*/
export function uniqueNames(groups: Iterable<readonly [path: string, name: string]>): ReadonlyMap<string, string> {
	const owners = new Map<string, string>();
	const all = [...groups];
	for (const [path, name] of all) {
		const owner = owners.get(name);
		if (owner === undefined || path.length < owner.length || (path.length === owner.length && path < owner)) {
			owners.set(name, path);
		}
	}

	return new Map(all.map(([path, name]) => [path, owners.get(name) === path ? name : path]));
}
