import {readdir} from 'node:fs/promises';
import {unlessMissing} from '../../../support/system-error.js';
import type {GroupFact} from './group-names.js';

/** A node of Kubernetes has some hundred containers. */
const maxEntries = 10_000;

/**
Returns the names of pods by UID (`default/web`), and those of their containers by id (`web/nginx`). Sources: the names of
the log files of the kubelet, `/var/log/pods/NAMESPACE_POD_UID` and `/var/log/containers/POD_NAMESPACE_CONTAINER-ID.log`.
*/
export async function podNames(root: string): Promise<{
	readonly pods: ReadonlyMap<string, GroupFact>;
	readonly containers: ReadonlyMap<string, GroupFact>;
}> {
	const [podEntries, containerEntries] = await Promise.all([
		entriesOf(`${root}/var/log/pods`),
		entriesOf(`${root}/var/log/containers`),
	]);
	return {
		pods: new Map(
			podEntries.flatMap(entry => {
				const [, namespace, pod, uid] = /^([^_]+)_([^_]+)_([-\da-f]{32,36})$/.exec(entry) ?? [];
				return uid === undefined ? [] : [[uid, {name: `${namespace}/${pod}`}] as const];
			}),
		),
		containers: new Map(
			containerEntries.flatMap(entry => {
				const [, pod, container, id] = /^([^_]+)_[^_]+_([^_]+)-([\da-f]{64})\.log$/.exec(entry) ?? [];
				return id === undefined ? [] : [[id, {name: `${pod}/${container}`}] as const];
			}),
		),
	};
}

async function entriesOf(directory: string): Promise<readonly string[]> {
	return (await unlessMissing(readdir(directory), [])).slice(0, maxEntries);
}
