@univariate true
@seriesLength 3
@targetLabel true
@data
1,2,3:0.5
4,5,6:1
7,8,9:2
1,1,1:3
