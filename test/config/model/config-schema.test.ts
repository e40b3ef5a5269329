import assert from 'node:assert/strict';
import test from 'node:test';
import {definition} from '../../../source/config/definition.js';
import {configSchema} from '../../../source/config/model/config-schema.js';
import {leavesOf} from '../../../source/config/model/section.js';

type Schema = {readonly [keyword: string]: unknown; readonly properties?: Readonly<Record<string, Schema>>};

const schema = configSchema() as Schema;

test('the schema has every key with its description and default', () => {
	for (const {path, leaf} of leavesOf(definition)) {
		const property = path.split('.').reduce<Schema | undefined>((parent, key) => parent?.properties?.[key], schema);
		assert.equal(property?.description, leaf.help, path);
		assert.deepEqual(property.default, leaf.default === undefined ? undefined : leaf.toJson(leaf.default), path);
	}
});

test('the schema uses draft 2020-12, refuses unknown keys and accepts $schema', () => {
	assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
	assert.equal(schema.additionalProperties, false);
	assert.equal(schema.properties?.metrics?.properties?.gpu?.additionalProperties, false);
	assert.deepEqual(schema.properties?.$schema, {type: 'string'});
});

test('the schema describes the allowed values', () => {
	assert.deepEqual(schema.properties?.interval, {
		description: 'time between measurements',
		anyOf: [
			{type: 'number', minimum: 0.1, maximum: 3600},
			{type: 'string', pattern: '^(\\d+(?:\\.\\d+)?)(ms|s|m|h)$'},
		],
		default: 0.5,
	});
	assert.deepEqual(schema.properties?.view, {
		description: 'layout of the screen',
		enum: ['auto', 'detailed', 'compact', 'line'],
		default: 'auto',
	});
	assert.deepEqual(schema.properties?.log?.properties?.file, {
		description: 'file to write the log to',
		anyOf: [{type: 'string', pattern: '^[^\\0]+$'}, {type: 'null'}],
	});
});

test('the schema is plain JSON', () => {
	assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema);
});
