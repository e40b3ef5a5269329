import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mostImportantModes} from '../../../source/ui/panels/cpu-modes.js';
import {cpu} from '../../helpers/samples.js';

test('niced time is among the first modes where it explains the usage', () => {
	const shares = cpu(60).total;
	assert.deepEqual(mostImportantModes({...shares, nicePercent: 0}, 3), ['us', 'sy', 'io']);
	assert.deepEqual(mostImportantModes({...shares, nicePercent: 49}, 3), ['us', 'sy', 'ni']);
	assert.deepEqual(mostImportantModes({...shares, nicePercent: 49}, 2), ['us', 'ni']);
	assert.deepEqual(mostImportantModes({...shares, nicePercent: undefined}, 2), ['us', 'sy']);
});
