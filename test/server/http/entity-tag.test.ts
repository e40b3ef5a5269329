import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isNamedBy} from '../../../source/server/http/entity-tag.js';

const fields: ReadonlyArray<readonly [field: string | undefined, isNamed: boolean]> = [
	['"a-1"', true],
	['W/"a-1"', true],
	['"other", "a-1"', true],
	['W/"other",W/"a-1"', true],
	['*', true],
	[' * ', true],
	['"a-2"', false],
	['"a-1', false],
	['a-1', false],
	['"x", *', false],
	['', false],
	[undefined, false],
];

for (const [field, isNamed] of fields) {
	test(`If-None-Match: ${field} ${isNamed ? 'matches' : 'does not match'} the tag "a-1"`, () => {
		assert.equal(isNamedBy(field, '"a-1"'), isNamed);
	});
}
