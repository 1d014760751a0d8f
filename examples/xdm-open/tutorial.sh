#!/bin/sh
# The whole way without curl: creates the dataflow, waits until it accepts data, sends an order, and follows a test record to the dataset.
# It uses the emulator, or the endpoint in FLOWPLAN_ENDPOINT.
set -eu
cd "$(dirname "$0")"
flowplan=${FLOWPLAN:-../../flowplan}
endpoint=${FLOWPLAN_ENDPOINT:-emulator}

$flowplan apply --auto-approve --wait --endpoint "$endpoint"
$flowplan send orders order.json --dry-run --endpoint "$endpoint"
$flowplan send orders order.json --sync-validation --endpoint "$endpoint"
$flowplan verify orders --endpoint "$endpoint"
$flowplan runs orders --endpoint "$endpoint"
$flowplan health --endpoint "$endpoint"
