import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ownNames} from '../../../source/server/access/own-names.js';

const resolver = '# made by hand\nnameserver 192.0.2.1\nsearch Lan. corp.example\noptions ndots:5\n';
const hosts = [
	'127.0.0.1 localhost',
	'127.0.1.1\tweb-01.example.org web-01 monitor # this',
	'192.0.2.9 db-01 web',
].join('\n');

test('own names are the host name, its short form, .local, the search domains and the aliases in /etc/hosts', () => {
	assert.deepEqual(ownNames('Web-01', {hosts, resolver}), [
		'web-01',
		'web-01.local',
		'web-01.lan.',
		'web-01.corp.example',
		'web-01.example.org',
		'monitor',
	]);
	assert.deepEqual(ownNames('web-01.example.com', {hosts: '', resolver: ''}), [
		'web-01.example.com',
		'web-01',
		'web-01.local',
	]);
});

test('localhost is not an own name', () => {
	for (const name of ['localhost', '', 'localhost.localdomain']) {
		assert.deepEqual(ownNames(name, {hosts, resolver}), []);
	}
});

test('missing or invalid files add no names', () => {
	assert.deepEqual(ownNames('web-01', {hosts: '\0\n\n#', resolver: 'search'}), ['web-01', 'web-01.local']);
});
