import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createDemand, wishFor} from '../../source/core/demand.js';

test('something is wanted as long as anybody wants it', () => {
	const demand = createDemand();
	assert.equal(demand.isWanted(), false);
	const withdraw = demand.want();
	const withdrawOther = demand.want();
	withdraw();
	withdraw();
	assert.equal(demand.isWanted(), true);
	withdrawOther();
	assert.equal(demand.isWanted(), false);
});

test('a wish that comes and goes counts once, and leaves those of others alone', () => {
	const demand = createDemand();
	const wish = wishFor(demand);
	wish(false);
	wish(true);
	wish(true);
	assert.equal(demand.isWanted(), true);
	wish(false);
	assert.equal(demand.isWanted(), false);
	const withdraw = demand.want();
	wish(true);
	wish(false);
	assert.equal(demand.isWanted(), true);
	withdraw();
	assert.equal(demand.isWanted(), false);
});
