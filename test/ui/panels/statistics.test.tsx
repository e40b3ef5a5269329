import assert from 'node:assert/strict';
import {it} from 'node:test';
import {panelNames} from '../../../source/config/options/panel-names.js';
import {receiveSample} from '../../../source/core/state.js';
import {initialUiState} from '../../../source/ui/state/ui-state.js';
import {renderApp} from '../../helpers/render-app.js';
import {cpu, ok, sampleAt} from '../../helpers/samples.js';
import {watchedState} from '../../helpers/states.js';

it('what is now is the value of the CPU panel in every frame', async () => {
	const hidden = panelNames.filter(name => name !== 'processor' && name !== 'statistics');
	await using app = await renderApp(watchedState(), {
		columns: 120,
		rows: 40,
		initialState: {...initialUiState, hidden},
	});
	for (const [seconds, percent] of [
		[60, 12.5],
		[60.5, 77.5],
		[61, 33.5],
	] as const) {
		await app.setState(state => receiveSample(state, sampleAt(seconds, {processor: ok(cpu(percent, [percent]))})));
		const row = app.rows().find(line => /│ CPU {4,}/.test(line)) ?? '';
		assert.match(row, new RegExp(`CPU +!* *${percent}%`));
	}
});
