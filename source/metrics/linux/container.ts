import process from 'node:process';
import {readIfPresent} from './if-present.js';

/** Marks in the control group path of process 1, where the container sees the host's hierarchy (cgroup v1). */
const cgroupMarks: ReadonlyArray<readonly [mark: RegExp, engine: string]> = [
	[/\/kubepods/, 'kubernetes'],
	[/\/docker[-/]/, 'docker'],
	[/\/libpod[-_/]/, 'podman'],
	[/\/lxc(?:\.payload)?[./]/, 'lxc'],
	[/containerd[-:/]/, 'containerd'],
];

/**
The container engine whose container `root` belongs to, `undefined` on a host.

Sources, the most specific first: Kubernetes' environment, the `container=` variable that Podman, LXC and systemd-nspawn
give to process 1, the marker files of Podman and Docker, the control group of process 1. The environment of this process
counts for its own root only: a host mounted at another root is not the container that looks at it.
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
