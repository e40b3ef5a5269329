import type {GroupKind} from '../model/groups.js';

/** The name of a control group, as far as its path contains it. */
export type GroupName = {
	/**
	Unit of systemd (`nginx.service`), short id of a container, or name of a machine. Otherwise the last name of the path.
	*/
	readonly name: string;
	readonly kind: GroupKind;
	/**
	Path of the group with this name. It is shorter than the given path inside a service, which may have groups for its
	workers, and inside a container.
	*/
	readonly path: string;
	/** Full id of the container. `undefined` for other groups, and for containers that have a name instead. */
	readonly containerId: string | undefined;
};

type Segment = {readonly name: string; readonly kind: GroupKind; readonly containerId?: string};

/** The length of the id that `docker ps` prints. */
const shortId = 12;

/**
Returns the name of a control group by its path: `/system.slice/nginx.service`, `/docker/ID`,
`/kubepods.slice/kubepods-podUID.slice/cri-containerd-ID.scope`. The path may be that of any version of control groups.

The innermost container wins over units inside of it, then the innermost unit.
*/
export function groupName(path: string): GroupName {
	const names = path.split('/').filter(name => name !== '' && name !== '..');
	const last = names.at(-1);
	if (last === undefined) {
		return {name: '/', kind: 'group', path: '/', containerId: undefined};
	}

	const at = (index: number, {name, kind, containerId}: Segment): GroupName => ({
		name,
		kind,
		path: `/${names.slice(0, index + 1).join('/')}`,
		containerId,
	});
	for (let index = names.length - 1; index >= 0; index--) {
		const container = containerOf(names[index] ?? '', names[index - 1]);
		if (container) {
			return at(index, container);
		}
	}

	if (last.endsWith('.slice')) {
		return at(names.length - 1, {name: last, kind: 'slice'});
	}

	for (let index = names.length - 1; index >= 0; index--) {
		const unit = unitOf(names[index] ?? '', names[index - 1]);
		if (unit) {
			return at(index, unit);
		}
	}

	return at(names.length - 1, {name: shortened(last), kind: 'group'});
}

/** Returns the container or pod whose group has this name below `parent`. */
function containerOf(name: string, parent: string | undefined): Segment | undefined {
	// docker-ID.scope, libpod-ID.scope, crio-ID.scope, cri-containerd-ID.scope, nerdctl-ID.scope, and the id alone.
	const [, prefix = '', id] = /^(?:(.*)[-:])?([\da-f]{64})(?:\.scope)?$/.exec(name) ?? [];
	if (id !== undefined) {
		// conmon watches a container of Podman and CRI-O from outside.
		return prefix.endsWith('conmon')
			? {name: `${prefix}-${id.slice(0, shortId)}`, kind: 'group'}
			: {name: id.slice(0, shortId), kind: 'container', containerId: id};
	}

	// kubepods-burstable-podUID.slice, where dashes of the UID are underscores, and podUID.
	const [, uid] = /^(?:kubepods(?:-[a-z]+)?-)?pod([\da-f]{8}[-_\da-f]{8,28})(?:\.slice)?$/.exec(name) ?? [];
	if (uid !== undefined) {
		return {name: `pod-${uid.slice(0, 8)}`, kind: 'pod'};
	}

	const machine =
		/^lxc\.payload\.(.+)$/.exec(name)?.[1] ??
		/^machine-(.+)\.scope$/.exec(name)?.[1] ??
		/^systemd-nspawn@(.+)\.service$/.exec(name)?.[1] ??
		/^(.+)\.libvirt-(?:qemu|lxc)$/.exec(name)?.[1] ??
		(parent === 'lxc' || parent === 'lxc.payload' ? name : undefined);
	return machine === undefined ? undefined : {name: unescaped(machine), kind: 'container'};
}

/** Returns the unit of systemd or the service of OpenRC whose group has this name below `parent`. */
function unitOf(name: string, parent: string | undefined): Segment | undefined {
	if (/^session-.+\.scope$/.test(name)) {
		return {name, kind: 'session'};
	}

	// The manager of a user has its processes in an init.scope of its service.
	if (name === 'init.scope' && parent !== undefined) {
		return undefined;
	}

	if (/.\.(?:service|scope|mount|socket|swap)$/.test(name)) {
		return {name, kind: 'service'};
	}

	const service = /^openrc\.(.+)$/.exec(name)?.[1] ?? (parent === 'openrc' ? name : undefined);
	return service === undefined ? undefined : {name: service, kind: 'service'};
}

/** Shortens a name that is an id. */
function shortened(name: string): string {
	return /^[\da-f]{32,}$/.test(name) ? name.slice(0, shortId) : name;
}

/** Decodes `\x2d`, with which systemd writes characters that have a meaning in names of units. */
function unescaped(name: string): string {
	return name.replaceAll(/\\x([2-7][\da-f])/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
