"""Keeps what lambda-ci announces in a bucket, under the same keys."""
import hashlib, json, os, tempfile
from urllib.error import HTTPError
from urllib.request import Request, urlopen
import boto3

BUCKET = os.environ["BUCKET"]
S3 = boto3.client("s3")


def handler(event, context):
    if "ResponseURL" in event:
        return answer(event)
    if "Records" not in event:
        return initial(event)
    failed = []
    for message in event["Records"]:
        try:
            receive(json.loads(message["body"]))
        except Exception as e:
            print(f"ERROR {message['messageId']}: {e!r}")
            failed.append({"itemIdentifier": message["messageId"]})
    return {"batchItemFailures": failed}


def initial(wanted):
    for function in wanted["functions"]:
        key = record_key(function, wanted["alias"])
        try:
            record = S3.get_object(Bucket=wanted["bucket"], Key=key)["Body"].read()
        except S3.exceptions.ClientError as e:
            raise RuntimeError(f"no announcement at s3://{wanted['bucket']}/{key}: {e}")
        receive(json.loads(record))


def answer(event):
    """The same for a stack."""
    said = {k: event[k] for k in ("StackId", "RequestId", "LogicalResourceId")}
    said.update(Status="SUCCESS", PhysicalResourceId="initial")
    try:
        if event["RequestType"] != "Delete":
            initial(event["ResourceProperties"])
    except Exception as e:
        said.update(Status="FAILED", Reason=str(e))
    body = json.dumps(said).encode()
    urlopen(Request(event["ResponseURL"], body, {"Content-Type": ""}, method="PUT"), timeout=30)


def receive(news):
    key = record_key(news["functionName"], news["alias"])
    if known(key).get("announced-at", "") >= news["announcedAt"]:
        return
    artifacts = [news[part] for part in ("code", "dependencies") if news[part]]
    for artifact in artifacts:
        keep(artifact)
        if known(artifact["latestKey"]).get("sha256") != artifact["sha256"]:
            source = {"Bucket": BUCKET, "Key": artifact["key"]}
            S3.copy_object(Bucket=BUCKET, Key=artifact["latestKey"], CopySource=source)
        for name in ("url", "urlExpires"):
            artifact.pop(name, None)
        artifact.update(bucket=BUCKET, versionId=None)
    at = {"announced-at": news["announcedAt"]}
    S3.put_object(Bucket=BUCKET, Key=key, Body=json.dumps(news), Metadata=at)
    print(f"{key}: {news['sourceVersion']}, version {news['version']}")


def keep(artifact):
    key, announced = artifact["key"], artifact["sha256"]
    held = known(key).get("sha256")
    if held == announced:
        return
    if held:  # Other bytes, which a record names.
        key = artifact["key"] = f"{key}.{announced}"
    body, metadata = opened(artifact)
    sha256 = hashlib.sha256()
    with tempfile.TemporaryFile() as file:
        while block := body.read(1 << 20):
            sha256.update(block)
            file.write(block)
        if sha256.hexdigest() != announced:
            raise ValueError(f"{key}: SHA-256 is {sha256.hexdigest()}, not {announced}")
        file.seek(0)
        S3.put_object(Bucket=BUCKET, Key=key, Body=file, Metadata={**metadata, "sha256": announced})


def opened(artifact):
    if "url" not in artifact:
        of = {"VersionId": artifact["versionId"]} if artifact["versionId"] else {}
        found = S3.get_object(Bucket=artifact["bucket"], Key=artifact["key"], **of)
        return found["Body"], found["Metadata"]
    try:
        found = urlopen(artifact["url"], timeout=60)
    except HTTPError as e:
        raise RuntimeError(f"{artifact['key']}: {e}, URL ended {artifact['urlExpires']}")
    return found, {k[11:]: v for k, v in found.headers.items() if k.lower().startswith("x-amz-meta-")}


def known(key):
    try:
        return S3.head_object(Bucket=BUCKET, Key=key)["Metadata"]
    except S3.exceptions.ClientError as e:
        if e.response["Error"]["Code"] != "404":
            raise
        return {}


def record_key(function, alias):
    return f"lambda-ci/{function}/latest/{alias}.announced.json"
