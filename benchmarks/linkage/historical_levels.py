"""What is compared in records of historical people, as DuckDB's SQL: prepared values, candidates, levels.

Everything here was written from looking at records without their cluster: names carry titles, nicknames, swapped or
missing parts and digits for letters; birth dates have one digit wrong, or 1 January where only the year is known;
postcodes wander to a neighbouring unit or area with the birth place; a person has several occupations.
"""

from __future__ import annotations

PREPARE = """
CREATE TABLE people AS
WITH read AS (
    SELECT unique_id AS id,
        list_filter(
            regexp_split_to_array(translate(regexp_replace(full_name, '[,|.()]', ' ', 'g'), '015', 'ols'), ' +'),
            lambda word: word <> '') AS words,
        translate(first_name, '015', 'ols') AS first, translate(surname, '015', 'ols') AS surname,
        coalesce(translate(surname, '015', 'ols'), translate(first_name, '015', 'ols')) AS last,
        dob, substr(dob, 1, 4) AS year, substr(dob, 6, 5) AS day, day = '01-01' AS only_year,
        postcode_fake AS unit, substr(unit, 1, length(unit) - 2) AS sector,
        split_part(unit, ' ', 1) AS district, regexp_extract(unit, '^[a-z]+') AS area,
        birth_place AS place, occupation,
        CASE WHEN gender IN ('male', 'female') THEN gender END AS gender
    FROM records)
SELECT *, len(words) = 1 AS one_word, array_to_string(list_sort(words), ' ') AS all_words,
    count(*) OVER (PARTITION BY first) / count(*) OVER () AS first_share,
    count(*) OVER (PARTITION BY last) / count(*) OVER () AS last_share,
    count(*) OVER (PARTITION BY first, surname) / count(*) OVER () AS name_share,
    count(*) OVER (PARTITION BY dob) / count(*) OVER () AS dob_share,
    count(*) OVER (PARTITION BY year) / count(*) OVER () AS year_share,
    count(*) OVER (PARTITION BY place) / count(*) OVER () AS place_share,
    count(*) OVER (PARTITION BY district) / count(*) OVER () AS district_share,
    count(*) OVER (PARTITION BY occupation) / count(*) OVER () AS occupation_share
FROM read;
CREATE TABLE words AS
SELECT word, count(*) / (SELECT count(*) FROM people) AS share
FROM (SELECT unnest(words) AS word FROM people) GROUP BY word
"""

CANDIDATES = (
    "l.unit = r.unit",
    "l.sector = r.sector",
    "l.all_words = r.all_words",
    "l.first = r.first AND l.surname = r.surname",
    "l.first = r.surname AND l.surname = r.first",
    "substr(l.first, 1, 3) = substr(r.first, 1, 3) AND substr(l.surname, 1, 4) = substr(r.surname, 1, 4)",
    "l.dob = r.dob AND NOT l.only_year",
    "l.dob = r.dob AND l.place = r.place",
    "l.dob = r.dob AND l.area = r.area",
    "l.dob = r.dob AND l.first = r.first",
    "l.dob = r.dob AND l.last = r.last",
    "l.last = r.last AND l.area = r.area",
    "l.last = r.last AND l.place = r.place",
    "l.last = r.last AND l.year = r.year",
    "l.last = r.last AND l.occupation = r.occupation",
    "l.first = r.first AND l.district = r.district",
    "l.first = r.first AND l.place = r.place AND l.place <> 'london'",
    "l.first = r.first AND l.year = r.year AND substr(l.last, 1, 1) = substr(r.last, 1, 1)",
    "l.day = r.day AND l.district = r.district AND NOT l.only_year",
    "l.day = r.day AND l.place = r.place AND NOT l.only_year",
    "l.year = r.year AND l.place = r.place AND l.district = r.district",
    "l.year = r.year AND l.place = r.place AND l.occupation = r.occupation",
)
"""Pairs that are compared: those that agree in two things, or in one that few share. Some 16 pairs a record."""

_NAME = """CASE
    WHEN l.first IS NULL OR r.first IS NULL THEN -1
    WHEN NOT l.one_word AND l.all_words = r.all_words THEN 0
    WHEN l.first = r.first AND l.surname = r.surname THEN 1
    WHEN len(list_intersect(l.words, r.words)) >= 2 OR l.first = r.surname AND l.surname = r.first THEN 2
    WHEN l.one_word AND r.one_word AND l.first = r.first THEN 3
    WHEN (l.one_word OR r.one_word) AND l.last = r.last THEN 4
    WHEN (l.one_word OR r.one_word) AND len(list_intersect(l.words, r.words)) = 1 THEN 5
    WHEN l.last = r.last AND jaro_winkler_similarity(l.first, r.first) >= 0.85 THEN 6
    WHEN l.last = r.last AND substr(l.first, 1, 1) = substr(r.first, 1, 1) THEN 7
    WHEN l.first = r.first AND jaro_winkler_similarity(l.last, r.last) >= 0.88 THEN 8
    WHEN l.last = r.last THEN 9
    WHEN l.first = r.first AND NOT l.one_word AND NOT r.one_word THEN 10
    WHEN len(list_intersect(l.words, r.words)) = 1 THEN 11
    WHEN jaro_winkler_similarity(l.last, r.last) >= 0.88 THEN
        CASE WHEN jaro_winkler_similarity(l.first, r.first) >= 0.85 THEN 12 ELSE 13 END
    WHEN jaro_winkler_similarity(l.first, r.first) >= 0.88 THEN 14
    ELSE 15 END"""

_NAME_SHARE = """CASE
    WHEN name IN (0, 1, 2) THEN greatest(l.name_share, r.name_share)
    WHEN name IN (3, 4, 6, 7, 9) THEN greatest(l.last_share, r.last_share)
    WHEN name IN (8, 10) THEN greatest(l.first_share, r.first_share)
    WHEN name IN (5, 11) THEN (SELECT share FROM words WHERE word = list_intersect(l.words, r.words)[1]) END"""

_BIRTH = """CASE
    WHEN l.dob IS NULL OR r.dob IS NULL THEN -1
    WHEN l.dob = r.dob THEN CASE WHEN l.only_year THEN 1 ELSE 0 END
    WHEN hamming(l.dob, r.dob) = 1 THEN CASE WHEN l.year = r.year THEN 2 ELSE 3 END
    WHEN l.year = r.year AND (l.only_year OR r.only_year) THEN 4
    WHEN damerau_levenshtein(l.dob, r.dob) = 1 THEN 5
    WHEN l.year = r.year THEN 6
    WHEN l.day = r.day AND NOT l.only_year THEN 7
    WHEN hamming(l.dob, r.dob) = 2 THEN 8
    WHEN abs(try_cast(l.year AS INT) - try_cast(r.year AS INT)) <= 5 THEN 9
    ELSE 10 END"""

_BIRTH_SHARE = """CASE
    WHEN birth IN (0, 1) THEN l.dob_share
    WHEN birth IN (4, 6) THEN l.year_share END"""

_POSTCODE = """CASE
    WHEN l.unit IS NULL OR r.unit IS NULL THEN 0
    WHEN l.unit = r.unit THEN 1
    WHEN l.sector = r.sector THEN 2
    WHEN damerau_levenshtein(l.unit, r.unit) = 1 THEN 3
    WHEN l.district = r.district THEN 4
    WHEN l.area = r.area THEN 5
    ELSE 6 END"""

_PLACE = """CASE
    WHEN l.place IS NULL OR r.place IS NULL THEN 0
    WHEN l.place = r.place THEN 1
    WHEN contains(l.place, r.place) OR contains(r.place, l.place) THEN 2
    WHEN jaro_winkler_similarity(l.place, r.place) >= 0.9 THEN 2
    ELSE 3 END"""

_WHERE_SHARE = """CASE
    WHEN l.place = r.place THEN l.place_share
    WHEN nearness IN (1, 2, 3, 4) THEN greatest(l.district_share, r.district_share) END"""

SIZES = {"name": 16, "birth": 11, "location": 27, "gender": 2, "occupation": 2}
"""Levels of each comparison. Birth place and postcode are one comparison: who shares one mostly shares the other."""

COMPARE = f"""
SELECT l.id AS left_id, r.id AS right_id,
    {_NAME} AS name, {_NAME_SHARE} AS name_share,
    {_BIRTH} AS birth, {_BIRTH_SHARE} AS birth_share,
    {_POSTCODE} AS nearness, {_PLACE} AS likeness, nearness * 4 + likeness - 1 AS location,
    {_WHERE_SHARE} AS location_share,
    CASE WHEN l.gender IS NULL OR r.gender IS NULL THEN -1 WHEN l.gender = r.gender THEN 0 ELSE 1 END AS gender,
    NULL::DOUBLE AS gender_share,
    CASE WHEN l.occupation IS NULL OR r.occupation IS NULL THEN -1
        WHEN l.occupation = r.occupation THEN 0 ELSE 1 END AS occupation,
    CASE WHEN l.occupation = r.occupation THEN l.occupation_share END AS occupation_share
FROM pairs JOIN people AS l ON l.id = pairs.left_id JOIN people AS r ON r.id = pairs.right_id
ORDER BY left_id, right_id
"""
"""Levels of `pairs` (left_id, right_id), best first and -1 where one side says nothing; and the share of records that
hold the value a pair shares, null where it shares none."""
