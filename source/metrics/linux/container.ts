import process from 'node:process';
import {readIfPresent} from './if-present.js';

/** Patterns in the control group path of process 1, for containers that see the host's hierarchy (cgroup v1). */
const cgroupMarks: ReadonlyArray<readonly [mark: RegExp, engine: string]> = [
	[/\/kubepods/, 'kubernetes'],
	[/\/docker[-/]/, 'docker'],
	[/\/libpod[-_/]/, 'podman'],
	[/\/lxc(?:\.payload)?[./]/, 'lxc'],
	[/containerd[-:/]/, 'containerd'],
];

/**
Returns the container engine of the container that `root` belongs to; `undefined` on a host.

Sources, most specific first: the environment of Kubernetes, the `container=` variable of process 1 (Podman, LXC,
systemd-nspawn), the marker files of Podman and Docker, the control group of process 1. The environment of this process
is used only for its own root, not for a host mounted at another root.
*/
export function containerEngine(
	root: string,
	environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
	if (root === '' && environment.KUBERNETES_SERVICE_HOST !== undefined) {
		return 'kubernetes';
	}

	const declared =
		/(?:^|\0)container=([^\0]+)/.exec(readIfPresent(`${root}/proc/1/environ`) ?? '')?.[1] ??
		readIfPresent(`${root}/run/systemd/container`);
	if (declared !== undefined && declared !== '') {
		return declared;
	}

	if (readIfPresent(`${root}/run/.containerenv`) !== undefined) {
		return 'podman';
	}

	if (readIfPresent(`${root}/.dockerenv`) !== undefined) {
		return 'docker';
	}

	const cgroup = readIfPresent(`${root}/proc/1/cgroup`) ?? '';
	return cgroupMarks.find(([mark]) => mark.test(cgroup))?.[1];
}
