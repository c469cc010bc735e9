# Short names for what start.py does; nothing here is needed to run Fairlead.
.PHONY: run test lint format lock prove bench

run:
	python3 start.py

test:
	python3 start.py test

lint:
	python3 start.py lint

prove: # long random walks over the services; prints its seed
	FAIRLEAD_PROPERTY_EXAMPLES=1000 python3 start.py test tests/properties -s

bench: # the pages of whom to ring in a force of 100,000 victims, on PostgreSQL; prints its seed
	.venv/bin/python -m benchmarks

format: # lay the code out, and put right what ruff can
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# After a change to the packages in pyproject.toml. Needs uv. What is pinned stays as it is, unless the
# change asks for another; to renew everything, delete the three files first.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
lock:
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev --constraints requirements.txt --output-file requirements-dev.txt
	$(LOCK) --group frontend --output-file requirements-frontend.txt
