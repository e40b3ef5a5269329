import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createDemand, createRequest} from '../../source/core/demand.js';

test('a demand is requested while at least one request is open', () => {
	const demand = createDemand();
	assert.equal(demand.isRequested(), false);
	const withdraw = demand.request();
	const withdrawOther = demand.request();
	withdraw();
	withdraw();
	assert.equal(demand.isRequested(), true);
	withdrawOther();
	assert.equal(demand.isRequested(), false);
});

test('a request that changes counts once and does not affect other requests', () => {
	const demand = createDemand();
	const request = createRequest(demand);
	request(false);
	request(true);
	request(true);
	assert.equal(demand.isRequested(), true);
	request(false);
	assert.equal(demand.isRequested(), false);
	const withdraw = demand.request();
	request(true);
	request(false);
	assert.equal(demand.isRequested(), true);
	withdraw();
	assert.equal(demand.isRequested(), false);
});
