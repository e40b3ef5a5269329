import assert from 'node:assert/strict';
import test from 'node:test';
import type {Alert, AlertEvent, AlertEventKind} from '../../../source/alerts/alert.js';
import {type AlertFilter, levelFilter} from '../../../source/delivery/filters.js';
import type {Receipts} from '../../../source/delivery/queue/receipts.js';
import {acceptedEvents, lostEnds, missedEvents} from '../../../source/delivery/queue/selection.js';
import {type Standings, standingsOf} from '../../../source/delivery/queue/standing.js';
import {alertOf, eventOf} from '../../helpers/alert-events.js';

const unknown: Standings = new Map();
const known: Standings = new Map([[alertOf().id, {level: 'WARNING', isWaiting: false}]]);
const kinds: readonly AlertEventKind[] = ['raised', 'escalated', 'deescalated', 'repeated', 'cleared'];

function kindsThatPass(filters: readonly AlertFilter[], isKnown: boolean): readonly AlertEventKind[] {
	const each = kinds.map(kind =>
		acceptedEvents([eventOf(kind)], {name: 'ops', filters, standings: isKnown ? known : unknown}),
	);
	return each.flat().map(({kind}) => kind);
}

test('an alert that passes the filters is accepted; its end only if it is known', () => {
	assert.deepEqual(kindsThatPass([], false), ['raised', 'escalated', 'deescalated', 'raised']);
	assert.deepEqual(kindsThatPass([], true), kinds);
});

test('outside the hours only deescalated and cleared events of known alerts are accepted', () => {
	const never: AlertFilter = () => false;
	assert.deepEqual(kindsThatPass([never], false), []);
	assert.deepEqual(kindsThatPass([never], true), ['deescalated', 'cleared']);
});

test('all filters must pass', () => {
	assert.deepEqual(kindsThatPass([() => true, () => false], false), []);
});

test('an alert raised outside the hours is accepted together with its end', () => {
	const told: AlertEvent[] = [];
	const filters: readonly AlertFilter[] = [({timestampMs}) => timestampMs >= 9];
	const at = (timestampMs: number, kind: AlertEventKind): readonly AlertEvent[] => {
		const wanted = acceptedEvents([eventOf(kind, {timestampMs})], {
			name: 'ops',
			filters,
			standings: standingsOf(new Map(), [{id: 'n', host: '', isTest: false, events: told}]),
		});
		told.push(...wanted);
		return wanted;
	};
	const kindsTold = [at(3, 'raised'), at(8, 'repeated'), at(9, 'repeated'), at(2, 'cleared')]
		.flat()
		.map(({kind}) => kind);
	assert.deepEqual(kindsTold, ['raised', 'cleared']);
});

test('a deescalation below the minimum level is accepted for a known alert', () => {
	const eased = eventOf('deescalated', {level: 'WARNING'});
	const filters = [levelFilter('CRITICAL')];
	assert.deepEqual(acceptedEvents([eased], {name: 'ops', filters, standings: known}), [eased]);
	assert.deepEqual(acceptedEvents([eased], {name: 'ops', filters, standings: unknown}), []);
});

test('an alert raised and cleared in the same tick is accepted with its end', () => {
	const events = [eventOf('raised'), eventOf('cleared')];
	assert.deepEqual(acceptedEvents(events, {name: 'ops', filters: [], standings: unknown}), events);
});

test('alerts of a rule with handlers are accepted only by these handlers', () => {
	const events = [eventOf('raised', {handlers: ['dba', 'ops']})];
	assert.deepEqual(acceptedEvents(events, {name: 'ops', filters: [], standings: unknown}), events);
	assert.deepEqual(acceptedEvents(events, {name: 'web', filters: [], standings: unknown}), []);
});

test('silenced events are not accepted, except the end of a known alert', () => {
	const events = [
		{...eventOf('raised'), isSilenced: true},
		{...eventOf('cleared'), isSilenced: true},
	];
	assert.deepEqual(acceptedEvents(events, {name: 'ops', filters: [], standings: known}), events.slice(1));
	assert.deepEqual(acceptedEvents(events, {name: 'ops', filters: [], standings: unknown}), []);
});

const noneRefused: ReadonlySet<string> = new Set();

test('unknown firing alerts and higher levels are missed events', () => {
	const missed = (
		alert: Alert,
		standings: Standings,
		changes: {filters?: readonly AlertFilter[]; refused?: ReadonlySet<string>} = {},
	) =>
		missedEvents([alert], 9000, {name: 'ops', filters: [], standings, refused: noneRefused, ...changes}).map(
			({kind}) => kind,
		);
	const warning = alertOf();
	const critical = alertOf({level: 'CRITICAL'});
	assert.deepEqual(missed(warning, unknown), ['raised']);
	assert.deepEqual(missed(critical, unknown), ['raised']);
	assert.deepEqual(missed(warning, known), []);
	assert.deepEqual(missed(critical, known), ['escalated']);
	assert.deepEqual(missed(alertOf({isAcknowledged: true}), unknown), ['raised'], 'others know, this receiver does not');
	assert.deepEqual(missed(alertOf({isSilenced: true}), unknown), []);
	assert.deepEqual(missed(alertOf({isNoData: true}), unknown), []);
	assert.deepEqual(missed(alertOf({handlers: ['web']}), unknown), []);
	assert.deepEqual(missed(warning, unknown, {refused: new Set([warning.id])}), []);
	const atNine: AlertFilter = ({timestampMs}) => timestampMs === 9000;
	assert.deepEqual(missed(warning, unknown, {filters: [atNine]}), ['raised'], 'filters see the time of the sample');
	assert.deepEqual(missed(warning, unknown, {filters: [levelFilter('CRITICAL')]}), []);
});

test('a known alert that no longer fires has ended', () => {
	const receipts: Receipts = new Map([[alertOf().id, {host: 'web-01', alert: alertOf()}]]);
	assert.deepEqual(lostEnds(receipts, known, [alertOf()], 9000), []);
	assert.deepEqual(lostEnds(receipts, unknown, [], 9000), [], 'its end waits already');
	const [end] = lostEnds(receipts, known, [], 9000);
	assert.equal(end?.event.kind, 'cleared');
	assert.equal(end?.event.alert.message, 'No longer firing: High memory usage: 85.5% (threshold: 80.0%)');
});
