import assert from 'node:assert/strict';
import {test} from 'node:test';
import {groupName} from '../../../source/metrics/values/group-name.js';

const id = '4f1c2a9be0d37685'.repeat(4);
const uid = '0a1b2c3d-1111-2222-3333-444455556666';

function named(path: string): string {
	const {kind, name} = groupName(path);
	return `${kind} ${name}`;
}

test('units of systemd have their full name', () => {
	assert.equal(named('/system.slice/nginx.service'), 'service nginx.service');
	assert.equal(named('/system.slice/system-getty.slice/getty@tty1.service'), 'service getty@tty1.service');
	assert.equal(named('/user.slice/user-1000.slice/session-3.scope'), 'session session-3.scope');
	assert.equal(named('/user.slice/user-1000.slice'), 'slice user-1000.slice');
	assert.equal(named('/init.scope'), 'service init.scope');
	assert.equal(
		named('/user.slice/user-1000.slice/user@1000.service/app.slice/firefox.service'),
		'service firefox.service',
	);
	assert.equal(named('/user.slice/user-1000.slice/user@1000.service/app.slice'), 'slice app.slice');
	assert.equal(named('/openrc/sshd'), 'service sshd');
	assert.equal(named('/openrc.sshd'), 'service sshd');
});

test('groups inside of a service have the name of the service', () => {
	const {name, path} = groupName('/system.slice/php-fpm.service/workers/3');
	assert.deepEqual({name, path}, {name: 'php-fpm.service', path: '/system.slice/php-fpm.service'});
	assert.equal(named('/user.slice/user-1000.slice/user@1000.service/init.scope'), 'service user@1000.service');
});

test('containers of every engine have their short id', () => {
	for (const path of [
		`/docker/${id}`,
		`/system.slice/docker-${id}.scope`,
		`/machine.slice/libpod-${id}.scope/container`,
		`/libpod_parent/libpod-${id}`,
		`/kubepods/burstable/pod${uid}/${id}`,
		`/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${uid.replaceAll('-', '_')}.slice/cri-containerd-${id}.scope`,
		`/kubepods.slice/kubepods-pod${uid.replaceAll('-', '_')}.slice/crio-${id}.scope`,
		`/system.slice/containerd.service/kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice:cri-containerd:${id}`,
		`/ecs/task/${id}`,
		`/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope`,
	]) {
		assert.equal(named(path), 'container 4f1c2a9be0d3', path);
		assert.equal(groupName(path).containerId, id, path);
	}
});

test('machines have their name', () => {
	assert.equal(named('/lxc/web'), 'container web');
	assert.equal(named('/lxc.payload.web/system.slice/nginx.service'), 'container web');
	assert.equal(named('/lxc/101/ns/system.slice/cron.service'), 'container 101');
	assert.equal(named('/machine.slice/machine-qemu\\x2d1\\x2dweb.scope/libvirt/emulator'), 'container qemu-1-web');
	assert.equal(named('/machine.slice/systemd-nspawn@web.service/payload'), 'container web');
	assert.equal(named('/machine/qemu-1-web.libvirt-qemu/vcpu0'), 'container qemu-1-web');
});

test('a pod has the beginning of its UID, and a container inside of a container its name', () => {
	assert.equal(named(`/kubepods/burstable/pod${uid}`), 'pod pod-0a1b2c3d');
	assert.equal(
		named(`/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice`),
		'pod pod-0a1b2c3d',
	);
	assert.equal(named('/kubepods.slice/kubepods-burstable.slice'), 'slice kubepods-burstable.slice');
	assert.equal(named(`/lxc/101/ns/docker/${id}`), 'container 4f1c2a9be0d3');
	assert.equal(named(`/machine.slice/libpod-conmon-${id}.scope`), 'group libpod-conmon-4f1c2a9be0d3');
});

test('other paths have their last name', () => {
	assert.equal(named('/'), 'group /');
	assert.equal(named(''), 'group /');
	assert.equal(named('/../..'), 'group /');
	assert.equal(named('/../batch'), 'group batch');
	assert.equal(named('/batch/jobs/7'), 'group 7');
	assert.equal(named('/batch/0123456789abcdef0123456789abcdef'), 'group 0123456789ab');
	assert.equal(named('/.service'), 'group .service');
	assert.equal(named('/a\nb\u001b[2J'), 'group a\nb\u001b[2J');
	assert.equal(groupName(`/${'x'.repeat(5000)}`).name.length, 5000);
});
