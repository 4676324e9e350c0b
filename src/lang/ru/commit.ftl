# commit
