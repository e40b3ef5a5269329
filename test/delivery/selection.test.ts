import assert from 'node:assert/strict';
import test from 'node:test';
import type {AlertEvent, AlertEventKind} from '../../source/alerts/alert.js';
import {type AlertFilter, levelFilter} from '../../source/delivery/filters.js';
import {wantedEvents} from '../../source/delivery/selection.js';
import {eventOf} from '../helpers/alert-events.js';

const kinds: readonly AlertEventKind[] = ['raised', 'escalated', 'eased', 'repeated', 'cleared'];

function kindsThatPass(filters: readonly AlertFilter[], isKnown: boolean): readonly AlertEventKind[] {
	const each = kinds.map(kind => wantedEvents([eventOf(kind)], {name: 'ops', filters, knows: () => isKnown}));
	return each.flat().map(({kind}) => kind);
}

test('an alert that passes is told, but not that it is over to whom it was never told', () => {
	assert.deepEqual(kindsThatPass([], false), ['raised', 'escalated', 'eased', 'repeated']);
	assert.deepEqual(kindsThatPass([], true), kinds);
});

test('outside the hours nothing is told, but that what was told before is better or over', () => {
	const never: AlertFilter = () => false;
	assert.deepEqual(kindsThatPass([never], false), []);
	assert.deepEqual(kindsThatPass([never], true), ['eased', 'cleared']);
});

test('all filters must agree', () => {
	assert.deepEqual(kindsThatPass([() => true, () => false], false), []);
});

test('an alert that was raised at night and still lasts in the morning is told with its clear', () => {
	const told: string[] = [];
	const filters: readonly AlertFilter[] = [({timestampMs}) => timestampMs >= 9];
	const at = (timestampMs: number, kind: AlertEventKind): readonly AlertEvent[] => {
		const wanted = wantedEvents([eventOf(kind, {timestampMs})], {name: 'ops', filters, knows: id => told.includes(id)});
		told.push(...wanted.map(({alert}) => alert.id));
		return wanted;
	};
	const kindsTold = [at(3, 'raised'), at(8, 'repeated'), at(9, 'repeated'), at(2, 'cleared')]
		.flat()
		.map(({kind}) => kind);
	assert.deepEqual(kindsTold, ['repeated', 'cleared']);
});

test('what eases below the minimum level is told to who heard of the higher one', () => {
	const eased = eventOf('eased', {level: 'WARNING'});
	const filters = [levelFilter('CRITICAL')];
	assert.deepEqual(wantedEvents([eased], {name: 'ops', filters, knows: () => true}), [eased]);
	assert.deepEqual(wantedEvents([eased], {name: 'ops', filters, knows: () => false}), []);
});

test('an alert that is raised and cleared in the same turn is told with its clear', () => {
	const events = [eventOf('raised'), eventOf('cleared')];
	assert.deepEqual(wantedEvents(events, {name: 'ops', filters: [], knows: () => false}), events);
});

test('a rule that names handlers is told to them alone', () => {
	const events = [eventOf('raised', {handlers: ['dba', 'ops']})];
	assert.deepEqual(wantedEvents(events, {name: 'ops', filters: [], knows: () => false}), events);
	assert.deepEqual(wantedEvents(events, {name: 'web', filters: [], knows: () => false}), []);
});

test('what is silenced is not told, not even its end', () => {
	const events = [
		{...eventOf('raised'), isSilenced: true},
		{...eventOf('cleared'), isSilenced: true},
	];
	assert.deepEqual(wantedEvents(events, {name: 'ops', filters: [], knows: () => true}), []);
});
