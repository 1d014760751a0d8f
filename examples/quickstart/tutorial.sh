#!/bin/sh
# The whole way without curl: creates the dataflow, waits until it accepts data, and sends members with the flow ID as header, as query
# parameter, and in a batch. It uses the emulator, or the endpoint in FLOWPLAN_ENDPOINT.
set -eu
cd "$(dirname "$0")"
flowplan=${FLOWPLAN:-../../flowplan}
endpoint=${FLOWPLAN_ENDPOINT:-emulator}

$flowplan apply --env dev --auto-approve --wait --endpoint "$endpoint"
$flowplan send loyalty members.ndjson --env dev --endpoint "$endpoint"
$flowplan send loyalty members.ndjson --env dev --flow-id-in query --endpoint "$endpoint"
$flowplan send loyalty members.ndjson --env dev --batch-size 100 --endpoint "$endpoint"
$flowplan runs loyalty --env dev --endpoint "$endpoint"
$flowplan health --env dev --endpoint "$endpoint"
