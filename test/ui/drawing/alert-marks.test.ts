import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, receiveSample} from '../../../source/core/state.js';
import {alertMarks} from '../../../source/ui/drawing/alert-marks.js';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/ui/drawing/glyphs.js';
import {alertOf, eventOf} from '../../helpers/alert-events.js';
import {sampleAt, startMs} from '../../helpers/samples.js';

const {history} = receiveSample(initialState(1000, {samples: 10, seconds: 60}), sampleAt(20));
const window = {width: 10, bucketMs: 1000, perCell: 1, glyphs: unicodeGlyphs};
const at = (second: number) => ({timestampMs: startMs + second * 1000, metric: 'memory.percentage'});

test('an alert is marked where it rose, with the sign and colour of its level', () => {
	const events = [
		eventOf('raised', alertOf({...at(15), level: 'WARNING'})),
		eventOf('escalated', alertOf({...at(18), level: 'CRITICAL'})),
		eventOf('cleared', alertOf({...at(20), level: 'CRITICAL'})),
		eventOf('raised', alertOf({...at(16), metric: 'disks[/].percentage'})),
		eventOf('raised', alertOf(at(2))),
		eventOf('raised', alertOf(at(25))),
	];
	assert.deepEqual(alertMarks(history, events, 'memory.', window), [
		{cell: 4, role: 'warning', sign: '▲'},
		{cell: 7, role: 'critical', sign: '✖'},
	]);
	assert.deepEqual(
		alertMarks(history, events, 'memory.', {...window, glyphs: asciiGlyphs}).map(({sign}) => sign),
		['!', '!'],
	);
});

test('without samples there are no marks', () => {
	const empty = initialState(1000, {samples: 10, seconds: 60}).history;
	assert.deepEqual(alertMarks(empty, [eventOf('raised', alertOf(at(15)))], 'memory.', window), []);
});
