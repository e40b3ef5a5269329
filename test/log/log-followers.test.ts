import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import type {HandlerReport, HealthReport} from '../../source/health/report.js';
import {createLog} from '../../source/log/log.js';
import {logAlerts} from '../../source/log/log-alerts.js';
import {logDelivery} from '../../source/log/log-delivery.js';
import {logFollowers} from '../../source/log/log-followers.js';
import {alertOf, eventOf} from '../helpers/alert-events.js';
import {sampleAt} from '../helpers/samples.js';

function logged(levels: readonly string[]) {
	const lines: string[] = [];
	const {log} = createLog(levels, ({level, area, message}) => lines.push(`${level} ${area}: ${message}`));
	return {lines, log};
}

function monitored() {
	return createStore(initialState(500, {samples: 10, seconds: 60}));
}

test('every change of an alert is logged once', () => {
	const store = monitored();
	const {lines, log} = logged(['info', 'alerts:debug']);
	logAlerts(store, log);
	const message = 'High memory usage';
	const alert = alertOf({message, isAcknowledged: false, isSilenced: false});
	const turns = [
		{alerts: [alert], events: [eventOf('raised', {message})]},
		{alerts: [alert], events: []},
		{alerts: [{...alert, isAcknowledged: true}], events: []},
		{alerts: [{...alert, isAcknowledged: true, isSilenced: true}], events: [eventOf('repeated', {message})]},
		{alerts: [], events: [eventOf('cleared', {message})]},
	];
	for (const [second, turn] of turns.entries()) {
		store.setState(state => receiveSample(state, {...sampleAt(second), ...turn}));
		store.setState(state => ({...state}));
	}

	assert.deepEqual(lines, [
		'warn alerts: raised: High memory usage',
		'info alerts: acknowledged: High memory usage',
		'debug alerts: repeated: High memory usage',
		'info alerts: silenced: High memory usage',
		'info alerts: cleared: High memory usage',
	]);
});

test('deliveries are logged at level debug, and dropped events as warnings', () => {
	const idle: HandlerReport = {
		name: 'ops',
		isEnabled: true,
		queued: 0,
		handled: 0,
		failed: 0,
		dead: 0,
		lastError: undefined,
	};
	const store = createStore({handlers: [idle]});
	const {lines, log} = logged(['info', 'handler:debug']);
	logDelivery(store, log);
	for (const change of [
		{queued: 1},
		{failed: 1, lastError: 'hooks.example: connection refused'},
		{handled: 2},
		{failed: 2, dead: 1, lastError: 'hooks.example answered 403'},
	]) {
		store.setState(({handlers: [handler = idle]}) => ({handlers: [{...handler, ...change}]}));
	}

	assert.deepEqual(lines, [
		'debug handler ops: an attempt failed: hooks.example: connection refused',
		'debug handler ops: delivered 2 events',
		'debug handler ops: an attempt failed: hooks.example answered 403',
		'warn handler ops: dropped 1 event',
	]);
});

test('the counters of handlers, exporters and server are logged once a minute at level debug', () => {
	const store = monitored();
	const {lines, log} = logged(['info', 'handler:debug', 'export:debug', 'server:debug']);
	const report = {
		handlers: [{name: 'ops', isEnabled: true, queued: 3, handled: 2, failed: 1, dead: 0, lastError: undefined}],
		export: {written: 60, waiting: 1, lost: 0},
		databases: [],
		server: {clients: 2, skippedFrames: 0},
	};
	// Only the fields that are read are present.
	logFollowers(store, () => report as unknown as HealthReport, log);
	for (let second = 0; second < 130; second += 0.5) {
		store.setState(state => receiveSample(state, sampleAt(second)));
	}

	const expected = [
		'debug handler ops: 2 delivered, 1 attempts failed, 0 dropped, 3 queued',
		'debug export files: 60 samples written, 1 queued, 0 lost',
		'debug server: 2 clients, 0 frames skipped',
	];
	assert.deepEqual(lines, [...expected, ...expected]);
});
