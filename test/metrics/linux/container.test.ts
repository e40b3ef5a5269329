import assert from 'node:assert/strict';
import {test} from 'node:test';
import {containerEngine} from '../../../source/metrics/linux/container.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const rows: ReadonlyArray<{title: string; files: Record<string, string>; expected: string | undefined}> = [
	{
		title: 'a host',
		files: {'proc/1/cgroup': '0::/init.scope\n', 'proc/1/environ': 'HOME=/\0TERM=linux\0'},
		expected: undefined,
	},
	{title: 'nothing readable', files: {}, expected: undefined},
	{
		title: 'Docker, whose process 1 shows an empty path',
		files: {'.dockerenv': '', 'proc/1/cgroup': '0::/\n'},
		expected: 'docker',
	},
	{
		title: 'Docker by its control group',
		files: {'proc/1/cgroup': '4:memory:/docker/0123abcd\n0::/\n'},
		expected: 'docker',
	},
	{
		title: 'Docker under systemd',
		files: {'proc/1/cgroup': '4:memory:/system.slice/docker-0123abcd.scope\n'},
		expected: 'docker',
	},
	{
		title: 'a host that runs the Docker daemon',
		files: {'proc/1/cgroup': '0::/init.scope\n', 'proc/77/cgroup': '0::/system.slice/docker.service\n'},
		expected: undefined,
	},
	{title: 'Podman by its marker', files: {'run/.containerenv': ''}, expected: 'podman'},
	{
		title: 'Podman by the environment of process 1',
		files: {'proc/1/environ': 'PATH=/bin\0container=podman\0HOME=/root\0'},
		expected: 'podman',
	},
	{title: 'LXC', files: {'proc/1/environ': 'container=lxc\0'}, expected: 'lxc'},
	{
		title: 'LXC by its control group',
		files: {'proc/1/cgroup': '1:name=systemd:/lxc.payload.web/init.scope\n'},
		expected: 'lxc',
	},
	{
		title: 'systemd-nspawn, as systemd inside remembers',
		files: {'run/systemd/container': 'systemd-nspawn\n'},
		expected: 'systemd-nspawn',
	},
	{title: 'another variable that ends alike', files: {'proc/1/environ': 'mycontainer=none\0'}, expected: undefined},
	{
		title: 'Kubernetes by its control group',
		files: {'proc/1/cgroup': '4:memory:/kubepods/burstable/pod12/ab\n'},
		expected: 'kubernetes',
	},
	{
		title: 'Kubernetes under systemd',
		files: {'proc/1/cgroup': '4:memory:/kubepods.slice/kubepods-pod12.slice/cri-containerd-ab.scope\n'},
		expected: 'kubernetes',
	},
];

for (const {title, files, expected} of rows) {
	test(`the container engine: ${title}`, () => {
		using machine = fixtureMachine(files);
		assert.equal(containerEngine(machine.root, {}), expected);
	});
}

test("the environment of Kubernetes is used for the program's own root only", () => {
	using host = fixtureMachine();
	const environment = {KUBERNETES_SERVICE_HOST: '10.0.0.1'};
	assert.equal(containerEngine('', environment), 'kubernetes');
	assert.equal(containerEngine(host.root, environment), undefined);
});
